package dossier

import (
	"slices"

	"entente/agreement"
	"entente/diag"
	"entente/internal/nearest"
	"entente/period"
	"entente/talks"
)

// readStory reads events.yaml.
func (r *reader) readStory(d *Dossier) {
	tree := r.trees["events.yaml"]
	if tree == nil {
		return
	}
	o := r.object(tree, "events")
	for i, n := range r.entries(o.get("envoys"), "events/envoys") {
		e := r.object(n, index("events/envoys", i))
		e.need("name")
		d.Story.Envoys = append(d.Story.Envoys, talks.Envoy{
			Agreement: r.knownAgreement(e, "agreement", d), Party: r.party(e, "party", d), Name: e.text("name"), From: e.date("from"), Until: e.date("until"), Mark: e.mark(), Pos: n.pos,
		})
		e.close()
	}
	for i, n := range r.entries(o.get("rounds"), "events/rounds") {
		d.Story.Rounds = append(d.Story.Rounds, r.round(n, index("events/rounds", i), d))
	}
	for i, n := range r.entries(o.get("positions"), "events/positions") {
		d.Story.Positions = append(d.Story.Positions, r.position(n, index("events/positions", i), d))
	}
	for i, n := range r.entries(o.get("elections"), "events/elections") {
		e := r.object(n, index("events/elections", i))
		e.need("on")
		election := talks.Election{In: r.party(e, "in", d), On: e.day("on"), What: e.text("what"), Outcome: e.text("outcome"), Mark: e.mark(), Pos: n.pos}
		election.Known = election.Mark.Known
		e.close()
		d.Story.Elections = append(d.Story.Elections, election)
	}
	for i, n := range r.entries(o.get("events"), "events/events") {
		e := r.object(n, index("events/events", i))
		e.need("on")
		e.need("kind")
		event := talks.Event{On: e.date("on"), Kind: e.choice("kind", talks.EventKinds()), Agreement: r.knownAgreement(e, "agreement", d), Summary: e.text("summary"), Mark: e.mark(), Pos: n.pos}
		for j, p := range r.list1(e.get("parties")) {
			event.Parties = append(event.Parties, r.knownParty(p, index(e.at("parties"), j), d))
		}
		e.close()
		d.Story.Events = append(d.Story.Events, event)
	}
	o.close()
	sortStory(&d.Story)
}

// sortStory puts everything in order of time; what happened on one day keeps
// the order of the file.
func sortStory(s *talks.Story) {
	slices.SortStableFunc(s.Rounds, func(a, b talks.Round) int { return a.From.Compare(b.From) })
	slices.SortStableFunc(s.Positions, func(a, b talks.Position) int { return a.From.Compare(b.From) })
	slices.SortStableFunc(s.Elections, func(a, b talks.Election) int { return a.On.Compare(b.On) })
	slices.SortStableFunc(s.Events, func(a, b talks.Event) int { return a.On.Compare(b.On) })
}

// list1 returns the items of a list, or the one value that stands alone.
func (r *reader) list1(n *node) []*node {
	switch {
	case n == nil:
		return nil
	case n.shape == list:
		return n.items
	default:
		return []*node{n}
	}
}

func (r *reader) knownAgreement(o *object, key string, d *Dossier) string {
	n := o.get(key)
	id := r.word(n, o.at(key))
	if id == "" {
		return ""
	}
	if _, known := d.Agreement(id); !known && r.broken("agreements/") {
		return ""
	} else if !known {
		r.report(diag.UnknownAgreement, n, o.at(key), "agreement "+id+" is not in this dossier", nearest.Hint(id, agreementIDs(d.Agreements)))
		return ""
	}
	return id
}

func agreementIDs(all []*agreement.Agreement) []string {
	ids := make([]string, len(all))
	for i, a := range all {
		ids[i] = a.ID
	}
	return ids
}

func (r *reader) round(n *node, path string, d *Dossier) talks.Round {
	o := r.object(n, path)
	defer o.close()
	o.need("from")
	x := talks.Round{
		Agreement: r.knownAgreement(o, "agreement", d), Number: o.count("number", 1000), From: o.date("from"), To: o.date("to"), Place: o.word("place"), Mark: o.mark(), Pos: n.pos,
	}
	x.Note = x.Mark.Note
	if x.To == (period.Date{}) {
		x.To = x.From
	}
	if x.To.Last().Before(x.From.First()) {
		r.report(diag.BadDate, n.get("to"), o.at("to"), "the round ends before it begins", "")
	}
	for _, p := range r.pairsOf(o.get("heads"), o.at("heads")) {
		r.knownParty(p.key, o.at("heads"), d)
		x.Heads = append(x.Heads, talks.Head{Party: p.key.text, Name: r.readText(p.value, join(o.at("heads"), p.key.text)).EN})
	}
	return x
}

func (r *reader) position(n *node, path string, d *Dossier) talks.Position {
	o := r.object(n, path)
	defer o.close()
	o.need("kind")
	o.need("from")
	p := talks.Position{
		Agreement: r.knownAgreement(o, "agreement", d), Party: r.party(o, "party", d), Kind: o.choice("kind", []string{"demand", "offer"}),
		For: r.year(o.get("for"), o.at("for")), From: o.date("from"), Until: o.date("until"), SaidBy: o.word("said_by"), Text: o.text("text"), Value: talks.Words{}, Pos: n.pos,
	}
	if v := o.get("value"); v != nil {
		if a, ok := r.amount(v, o.at("value")); ok {
			p.Value = talks.Sum{Amount: a}
		}
	}
	if given := boolCount(o.has("value"), o.has("increase"), o.has("times")); given > 1 {
		r.report(diag.WrongShape, n, path, "a position is a sum, an increase or a multiple, not several of them", "")
	}
	over, of := r.year(o.get("over"), o.at("over")), r.year(o.get("of"), o.at("of"))
	if pc := o.percent("increase"); pc != nil {
		p.Value = talks.Increase{Percent: *pc, Over: over}
		if over == 0 {
			r.report(diag.MissingKey, n, path, "an increase over which year?", "over: 2019")
		}
	}
	if t := o.number("times"); t != nil {
		p.Value = talks.Multiple{Times: *t, Of: of}
		if of == 0 {
			r.report(diag.MissingKey, n, path, "a multiple of which year?", "of: 2019")
		}
	}
	p.Mark = o.mark()
	return p
}

func boolCount(all ...bool) (n int) {
	for _, b := range all {
		if b {
			n++
		}
	}
	return n
}
