package dossier

// dealSchemas are the sections of a negotiation about packages of terms.
func dealSchemas() keys {
	level := matching(`^[+-]?[0-9._]+.*$`).described("a sum with its unit, a rate such as 10%%, or a number")
	number := (&schema{Type: []string{"number", "string"}, Pattern: level.Pattern}).described("a sum with its unit, a rate such as 10%%, or a number")
	changes := listOf(mappingOf(keys{
		"set": def("word"), "replace": def("word"), "remove": def("word"), "add": def("word"), "to": {}, "with": {}, "note": def("word"),
	}))
	share := def("share-range")
	return keys{
		"deal": mappingOf(keys{
			"years!": def("years"), "over!": def("word"), "paths": def("count"), "seed": def("count"), "renewal": def("percent"), "discount": def("percent"),
			"prices": def("word"), "dollars": def("word"), "gdp": def("word"), "draft": changes, "note": def("word"),
		}),
		"deal-issue": mappingOf(keys{
			"id!": def("word"), "title": def("text"), "path": def("word"), "years": listOf(def("year")),
			"values": anyOf(listOf(anyOf(def("word"), marked(keys{"id!": def("word"), "to": {}, "number": number, "new_items": def("count"), "changes": changes}))),
				mappingOf(keys{"from!": level, "to!": level, "step!": level})),
		}),
		"deal-path":  marked(keys{"id!": def("word"), "title": def("text"), "kind!": oneOf("inside", "outside"), "changes!": changes, "values": table(def("word"))}),
		"named-deal": marked(keys{"id!": def("word"), "title": def("text"), "by": def("word"), "values!": table(def("word"))}),
		"deal-profile": mappingOf(keys{
			"party!": def("word"), "owner!": def("word"), "on!": def("date"), "note": def("word"), "loss": share, "no_agreement!": table(share),
			"weights!": listOf(mappingOf(keys{
				"weight!": share, "measure": oneOf(Measures()...), "issue": def("word"), "values": table(share), "worst": number, "best": number,
				"shape": oneOf("linear", "kinked", "saturating"), "kink": mappingOf(keys{"at!": number, "worth!": share}),
			})),
			"red_lines": listOf(mappingOf(keys{"measure!": oneOf(Measures()...), "at_most": number, "at_least": number})),
		}),
	}
}
