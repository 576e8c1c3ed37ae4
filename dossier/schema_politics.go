package dossier

import "entente/ratification"

// politicsSchemas are the files about votes, waiting and fair shares.
func politicsSchemas() keys {
	share := def("share-estimate")
	number, sum := def("number-estimate"), def("sum-estimate")
	figure := matching(`^([+-]?[0-9._]+ *[^0-9._ +-].*|[^/]+/.+)$`).described("a sum with its unit, or a figure of the schedule such as sma-12/2026")
	pair := mappingOf(keys{"payer!": share, "payee!": share})
	return keys{
		"share-estimate": anyOf(def("share-range"), mappingOf(keys{"forecast!": def("word")})).described("75%%, 60%%..75%%..90%%, or a question of forecasts.yaml"),
		"share-range":    matching(`^[0-9._]+ *%(\.\.[0-9._]+ *%){0,2}$`).described("75%%, 60%%..90%% or 60%%..75%%..90%%"),
		"number-estimate": (&schema{Type: []string{"number", "string"}, Pattern: `^[0-9._]+(\.\.[0-9._]+){0,2}$`}).
			described("3, or 1..3..6"),
		"sum-estimate": matching(`^[+-]?[0-9._]+.*[^0-9._ ]$`).described("1_000 eok, or 500..1_000..2_000 eok"),
		"forecasts.yaml": mappingOf(keys{"forecasts!": listOf(marked(keys{
			"id!": def("word"), "question!": def("word"), "about": def("text"), "probability!": def("percent"), "range": def("share-range"), "owner!": def("word"), "on!": def("date"),
			"resolves": def("day"), "outcome": oneOf(ratification.Results()...), "resolved": def("date"),
		}))}),
		"negotiation.yaml": mappingOf(keys{
			"negotiation!": def("word"), "title": def("text"), "about": def("text"), "agreement": def("word"), "on!": def("day"),
			"packages!": listOf(marked(keys{"id!": def("word"), "title": def("text"), "price!": figure, "over!": figure, "new_items": def("count")})),
			"ratify": listOf(mappingOf(keys{
				"party": def("word"), "owner!": def("word"), "on!": def("date"), "want": def("percent"), "item_worth": def("percent"), "note": def("word"),
				"chambers": listOf(def("chamber")), "vetoes": listOf(mappingOf(keys{"name!": def("word"), "consent!": share})),
			})),
			"wait": def("wait"), "fair": def("fair"), "deal": def("deal"), "issues": listOf(def("deal-issue")), "no_agreement": listOf(def("deal-path")),
			"deals": listOf(def("named-deal")), "profiles": listOf(def("deal-profile")),
		}),
		"chamber": mappingOf(keys{
			"name!": def("word"), "members!": def("count"), "quorum": def("count"), "rule": def("word"), "shock": number,
			"blocs!": listOf(mappingOf(keys{
				"name!": def("word"), "members!": def("count"), "attend!": def("share-range"), "yes!": def("share-range"), "price": number, "item": number,
			})),
		}),
		"wait": mappingOf(keys{
			"for": def("word"), "event!": mappingOf(keys{"in!": def("word"), "on!": def("day")}), "owner!": def("word"), "on!": def("date"), "note": def("word"),
			"regime": mappingOf(keys{
				"worth!": sum, "friendly!": sum, "hostile!": sum, "shock!": sum, "proposes!": share, "friendly_wins!": share, "weight": share,
			}),
			"tear_up": mappingOf(keys{
				"early!": sum, "approve": share, "refused": sum, "in_doubt": def("word"),
				"branches!": listOf(mappingOf(keys{
					"name!": def("word"), "probability": share, "late!": sum, "reopen": share, "reopened": sum, "friction": sum, "backlash": sum,
				})),
			}),
			"optimism": mappingOf(keys{"payer!": share, "payee!": share, "discount!": share}),
			"postures": mappingOf(keys{"demands!": pair, "rates!": pair, "obstinate!": pair}),
		}),
		"fair": mappingOf(keys{
			"convert": def("words"), "tolerance": def("percent"), "note": def("word"),
			"sums!":      listOf(marked(keys{"id!": def("word"), "title": def("text"), "by": def("word"), "value!": figure})),
			"bases!":     listOf(marked(keys{"id!": def("word"), "title": def("text"), "value!": def("amount")})),
			"statements": listOf(marked(keys{"by": def("word"), "words!": def("word"), "low": def("percent"), "high": def("percent")})),
			"dispute":    mappingOf(keys{"cost!": def("word"), "demand!": def("word"), "offer!": def("word")}),
			"capacities": listOf(marked(keys{"name!": def("word"), "payer!": def("amount"), "payee!": def("amount")})),
		}),
	}
}
