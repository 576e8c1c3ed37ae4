package dossier

import (
	"maps"

	"entente/agreement"
	"entente/key"
)

// agreementSchemas are the files of agreements/.
func agreementSchemas() keys {
	sum := anyOf(def("amount"), marked(keys{"value!": def("amount")}))
	return keys{
		"agreement.yaml": mappingOf(keys{
			"agreement!": def("word"), "title": def("text"), "notes": def("text"), "labels": listOf(def("text")), "parties": listOf(def("word")), "amends": def("word"),
			"term!": mappingOf(keys{"from!": def("day"), "to!": def("day")}),
			"timeline": listOf(marked(keys{
				"event!": oneOf(agreement.Events()...), "on!": def("date"), "by": def("word"),
				"vote": mappingOf(keys{"present": def("count"), "yes": def("count"), "no": def("count"), "abstain": def("count")}),
			})),
			"amounts!": tableByYears(def("amount-of-year")),
			"round":    def("round"),
			"rules":    table(marked(keys{"text!": def("text"), "computed": def("flag")})),
			"categories": table(marked(keys{
				"title": def("text"), "form": oneOf(agreement.Forms()...), "minimum": def("percent"), "maximum": def("percent"), "of": def("word"),
			})),
			"convert":    tableByYears(def("conversion")),
			"additions":  listOf(marked(keys{"year!": def("year"), "value!": def("amount"), "label": def("text")})),
			"carry_over": marked(keys{"outturn!": def("word"), "limit": def("percent"), "expires": def("count")}),
			"sunset":     marked(keys{"on!": def("day")}),
			"reopener":   marked(keys{"series!": def("word"), "above": def("percent"), "below": def("percent"), "text": def("text")}),
			"published":  tableByYears(sum),
		}),
		"round": {
			Type: []string{"object"}, Properties: keys{"mode": def("mode"), "carry": oneOf("rounded", "exact"), "reason": def("word")},
			Patterns: keys{"^[A-Z]{3}$": def("amount")}, Others: &others{}, Description: "the unit of each currency that amounts are rounded to",
		},
		"conversion": anyOf(
			marked(keys{"rate!": matching(`^[0-9._]+ *[A-Z]{3}/[A-Z]{3}$`), "kind!": oneOf(agreement.RateKinds()...), "series": def("word"), "month": def("date")}),
			marked(keys{"rate": def("word"), "series!": def("word"), "month": def("date")}),
		),
		"amount-of-year": anyOf(def("amount"), marked(keys{
			"value": def("amount"), "parts": listOf(def("amount")), "escalate": anyOf(oneOf("previous"), def("year")), "by": def("growth"), "same_as": def("year"), "formula": def("word"),
			"open": def("flag"), "gap": def("flag"), "rule": def("word"), "cap": def("bounds"), "floor": def("bounds"),
			"categories": table(def("share-of-year")),
			"instalments": listOf(mappingOf(keys{
				"share!": anyOf(oneOf("rest"), def("percent")), "due!": def("due"),
			})),
			"part_year": mappingOf(keys{"from!": def("day"), "to!": def("day"), "by": oneOf("days", "months")}),
		})),
		"bounds":        marked(keys{"step": def("percent"), "level": def("amount"), "sum": def("amount")}).described("what is bound: the yearly step, the level of a year, the sum of the agreement"),
		"part-of-year":  anyOf(oneOf("rest"), def("percent"), def("amount"), listOf(def("amount"))),
		"share-of-year": anyOf(def("part-of-year"), marked(keys{"value!": def("part-of-year")})),
	}
}

// rateSchemas are the ways in which an amount grows.
func rateSchemas() keys {
	step := def("bounds")
	adjusted := func(more keys) *schema {
		maps.Copy(more, keys{
			"lag": def("count"), "year": def("year"), "round": def("percent"), "mode": def("mode"), "times": def("percent"), "add": def("percent"), "cap": step, "floor": step,
		})
		return marked(more)
	}
	return keys{"growth": anyOf(
		def("percent"),
		marked(keys{"value!": def("percent"), "label": def("word")}),
		adjusted(keys{"series!": def("word"), "label": def("word")}),
		adjusted(keys{
			"growth_of!": def("word"), "since": anyOf(def("count"), oneOf("last_rise")), "base": def("year"),
			"average": mappingOf(keys{
				"months!": def("count"), "to!": def("count"), "mode": def("mode"), "round": anyOf(def("number"), tableByYears(def("number"))),
			}),
		}),
		mappingOf(keys{"add!": listOf(def("growth")), "label": def("word")}).described("rates added"),
		mappingOf(keys{"compound!": listOf(def("growth")), "label": def("word")}).described("rates applied one upon the other"),
	)}
}

// keySchemas are the files of keys/.
func keySchemas() keys {
	among := func(more keys) *schema {
		more["where"], more["except"] = def("word"), def("word")
		return mappingOf(more)
	}
	round := func(to *schema) *schema {
		return mappingOf(keys{"to!": to, "mode": def("mode"), "residue": oneOf(key.ResidueNames()...)})
	}
	shares := table(def("percent"))
	return keys{
		"key.yaml": marked(keys{
			"key!": def("word"), "title": def("text"), "notes": def("text"), "years": def("years"), "members": def("word"), "bases": def("words"), "steps!": listOf(def("step")), "then": listOf(def("step")),
			"round": round(def("percent")), "divides": marked(keys{"value!": def("amount"), "round!": round(def("amount"))}),
			"fixed_rate": marked(keys{"rate!": def("word"), "digits": def("count"), "inflation!": def("word"), "below!": def("percent")}),
		}),
		"table.yaml": marked(keys{
			"table!": def("word"), "title": def("text"), "notes": def("text"), "rates!": def("word"),
			"divides": marked(keys{"value!": def("amount"), "unit!": def("amount")}),
			"totals":  tableByYears(anyOf(def("percent"), marked(keys{"value!": def("percent")}))),
		}),
		"step": marked(keys{
			"share_of": def("word"), "mix": shares, "fix": shares, "on_top": shares,
			"subtract": among(keys{"what!": def("word"), "rate!": def("percent")}),
			"relief": among(keys{
				"gradient!": def("percent"), "per!": def("word"), "below!": anyOf(def("number"), mappingOf(keys{"mean!": def("word")})), "paid_by": oneOf(key.PayerNames()...),
			}),
			"floor":        anyOf(def("percent"), among(keys{"at!": def("percent")})),
			"ceiling":      anyOf(def("percent"), among(keys{"at!": def("percent"), "together": def("flag")})),
			"limit_change": among(keys{"against!": def("word"), "up": def("percent"), "down": def("percent")}),
			"discount":     mappingOf(keys{"levels!": shares, "paid_by!": def("word")}),
			"equalise":     mappingOf(keys{"parties!": listOf(def("word")), "how": oneOf(key.EqualNames()...)}),
		}),
	}
}
