package evidence

// speechAct says what a figure does in its sentence: it is demanded, offered,
// agreed, expected, denied, or simply stated. Modality says whether it is
// planned, possible or negated.
func speechAct(t []token, from, to int, att Attribution) (act, modality string) {
	act = "assert"
	if att.Speaker == Narrator {
		act = "report"
	}
	for k := max(0, from-14); k < min(len(t), to+6); k++ {
		if t[k].low == ";" && k < from {
			act = speechActOf(att)
			continue
		}
		switch t[k].low {
		case "demand", "demanded", "demanding", "demands", "asked", "requested", "sought", "insisted", "요구":
			act = "demand"
		case "offer", "offered", "proposed", "offering", "제안", "제시":
			act = "offer"
		case "agreed", "signed", "concluded", "합의":
			if act != "demand" && act != "offer" {
				act = "agree"
			}
		case "expected", "forecast", "projected", "estimate", "estimated", "predicts", "전망":
			act = "forecast"
		case "denied", "dismissed", "rejected":
			act = "deny"
		}
	}
	for k := from - 1; k >= max(0, from-8); k-- {
		switch t[k].low {
		case "not", "n't", "never", "no":
			return act, "negated"
		case "may", "might", "could", "possibly", "perhaps":
			return act, "possible"
		case "will", "would", "shall", "plans", "scheduled", "due", "expected", "set":
			return act, "planned"
		case "hopes", "hoped", "hope", "hoping":
			return act, "hoped"
		}
	}
	return act, ""
}
