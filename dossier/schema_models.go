package dossier

import "maps"

// assumptionSchema is how the unknown periods of a series are drawn: each
// model with its own parameters.
func assumptionSchema() *schema {
	value := anyOf(def("percent"), def("word"))
	model := func(name string, props keys) *schema {
		all := keys{"model!": oneOf(name), "shocks": listOf(def("shock"))}
		maps.Copy(all, props)
		return marked(all)
	}
	random := model("", keys{"drift!": value, "sd!": value})
	random.Properties["model"] = oneOf("random_walk", "brownian")
	return anyOf(
		model("constant", keys{"value!": value}),
		model("path", keys{"values!": tableByYears(value)}),
		model("normal", keys{"mean!": value, "sd!": value}),
		model("lognormal", keys{"median!": value, "sd!": def("percent")}),
		model("triangular", keys{"low!": value, "mode!": value, "high!": value}),
		model("empirical", keys{"from": def("year")}),
		model("ar1", keys{"mean!": value, "persistence!": def("number"), "sd!": value}),
		random,
		model("bootstrap", keys{"block!": def("number"), "from": def("year")}),
		model("regimes", keys{"states!": table(mappingOf(keys{"mean!": value, "sd!": value, "stay!": def("percent")}))}),
	).described("how futures of this series are drawn; source: own when it is yours")
}

func shockSchema() *schema {
	return mappingOf(keys{"year!": def("year"), "add!": anyOf(def("percent"), def("word")), "probability": def("percent")})
}
