package main

// meanings says what a JSON field means. A name means the same wherever it
// stands; a comment on the Go field says more where there is more to say.
var meanings = map[string]string{
	"a": "the first of two", "b": "the second of two",
	"about": "one sentence on it", "after": "the number after rounding", "agreement": "id of the agreement; null where none was known", "agreements": "how many agreements",
	"also": "further sources, by id", "amount": "in whole currency units; null is unknown", "as_put": "as the side put it", "asked": "demands that stood by then", "assume": "assumptions made",
	"basis": "what the figure rests on: rule, converted, same_as, negotiated, stated or open", "before": "the number before rounding", "before_expiry": "whether it falls before the agreement expires",
	"breakdown": "the event by which the talks broke off; null where they did not", "clause": "where in the source; null where no text was read", "code": "the kind of finding, see docs/diagnostics.md",
	"column": "column in the file, from 1", "computed": "false: the rule is written but cannot be computed", "concluded_days_before_expiry": "days before the predecessor expired; negative is after; null where not known",
	"conversion": "how it became this amount", "currency": "ISO 4217 code", "date": "when it happened; may be partial", "days_to_expiry": "days until it expires; negative after expiry", "days_until": "days until the election",
	"demands": "demands that stand on the day", "derived": "it rests on an observation that was worked out, not published", "diagnostics": "what was found", "difference": "b less a; null where one is unknown",
	"digest": "SHA-256 of the canonical form of the dossier", "dossier": "name of the dossier", "dossiers": "the bundled dossiers", "earlier": "the talks before, earliest first", "early": "how early or late this is, in words",
	"elections": "elections ahead, next first", "en": "in English", "envoys": "who heads the delegations", "events": "what happened, earliest first", "expires": "the last day of its term",
	"extend": "the agreement that was prolonged", "extended": "the year lies past the term, by assumption", "figure": "name of the figure, for explain; null where there is none", "file": "file in the dossier",
	"files": "the files that were written", "fiscal": "fiscal years made of calendar years, by days", "for": "the year it would pay", "from": "first day, year or date", "fx": "the conversion that was used", "gap": "a gap",
	"got": "what the dossier gives", "growth": "in percent over the year before, to one decimal", "heads": "who led, by party", "hint": "what was probably meant", "how_read": "full text, excerpt, listed or recalled",
	"id": "id in sources.yaml", "in": "the party at home", "inputs": "what it was computed from", "kind": "the kind", "known_at": "only what was known on this day was used; null: everything",
	"known_from": "the day from which the terms were known", "ko": "in Korean", "last": "the agreement in force, or the one that expired last", "latest": "what happened last, latest first", "line": "line in the file, from 1",
	"lines": "a line for every year", "message": "the finding in one sentence", "mode": "which way it was rounded", "name": "the name", "node": "the step that gives the figure", "note": "a remark", "number": "number of the round",
	"offered": "offers that stood by then", "offers": "offers that stand on the day", "on": "the day", "outside_b": "the term of b does not reach this year", "parties": "who took part", "parts": "the currencies of the text, where they are not the dossier's alone",
	"party": "id of the party", "pass": "whether it holds", "path": "path in the data", "period": "the period, where it is not one year", "place": "where they met", "published": "a published figure stands beside it, which check compares",
	"published_on": "the day of publication", "publisher": "who published it", "rate": "the conversion rate; null is unknown", "reasons": "what is assumed, or why it is unknown", "related": "further places", "round": "number of the last round",
	"rounding": "before and after, where it was rounded", "rounds": "rounds held", "rule": "the rule in words", "said_by": "who said it", "series": "id of the series", "set": "observations replaced", "severity": "error, warning or note",
	"since": "since when", "source": "where it is written", "sources": "how many sources", "stage": "none, envoys_named, round, settled, initialled, signed, consent or in_force", "status": "agreed, projected or unknown",
	"successor": "the agreement in the making; null where nothing is known of one", "summary": "what happened", "talks_began_days_before_expiry": "days before the predecessor expired; null where not known", "term": "which term",
	"terms": "the terms that differ", "tests": "the tests of the dossier", "text": "in words", "this": "the pace of the successor", "title": "the title", "to": "last day, year or date; for a rounding, the step",
	"totals": "the sum of the known years", "unit": "currency code, percent, factor or a pair of currencies", "unknown_years": "years that are unknown and left out", "until": "when it was dropped", "unverified": "no source was retrieved for something it rests on",
	"key": "id of the share key", "residue": "what rounding leaves", "residues": "what share keys leave to nobody", "share": "in percent", "rounded": "in percent", "others": "the other keys of the dossier", "total": "together",
	"url": "address of the source", "value": "the number; null is unknown", "want": "what the test wants", "wants": "the figures a test wants", "what": "what is elected", "what_if": "changes applied", "year": "the year",
	"year_b": "the year of b that stands beside", "year_of_term": "which year of its term, of how many", "years": "the years", "years_both": "years known in both",
}
