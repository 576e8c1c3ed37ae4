package evidence

// growthOf reports a percentage that is the growth of something else than a
// payment: "a 7.4 percent increase in the defense budget", "consumer prices,
// which rose 2.1 percent", "the cost of Korean workers".
func (l *linker) growthOf(i int) bool {
	return l.figs[i].Kind == Percent && (l.ownerBehind(i) || l.ownerBefore(i))
}

// ownerBehind reads "7.4 percent increase in the defense budget" and "7.4
// percent defense budget growth".
func (l *linker) ownerBehind(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	k := l.pos[i].to
	if k < len(t) && changeNoun(t[k].low) != "" {
		k++
	}
	if k >= len(t) {
		return false
	}
	switch t[k].low {
	case "in", "of", "for":
		k++
	default:
		return owner(t, k, k+3)
	}
	for n := k; n < min(len(t), k+7); n++ {
		if t[n].kind != word && t[n].low != "'" && t[n].low != "-" || payWord(t[n].low) {
			return false
		}
		if owner(t, n, n+1) {
			return true
		}
	}
	return false
}

// ownerBefore reads "the defense budget, which grew 5.4 percent" and "defense
// budget growth of 7.4 percent": between the two stand only a verb of growth
// and small words, or the years of an earlier figure of the same kind.
func (l *linker) ownerBefore(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	from := l.pos[i].from
	for k := from - 1; k >= max(0, from-14); k-- {
		w := t[k].low
		if owner(t, k, k+1) {
			return true
		}
		switch {
		case changeVerb(w) != "" || changeNoun(w) != "" || t[k].kind == number || w == "percent" || w == "%":
		case w == "," || w == "-" || w == "--" || w == "'" || w == "s" || w == "(" || w == "which" || w == "that" || w == "of" || w == "by" || w == "at" || w == "in" || w == "and" || w == "to" || w == "rate" || w == "a" || w == "an":
		case w == "stood" || w == "was" || w == "is" || w == "expanded" || w == "went" || w == "has" || w == "had" || w == "been" || w == "averaged" || w == "about" || w == "around" || w == "some" || w == "nearly" || w == "year" || w == "this" || w == "last" || w == "next":
		case t[k].kind == hangul && anyPrefix(w, "조", "억", "만", "원") != "":
		case t[k].kind == hangul && koreanDirection(w) != "", t[k].kind == hangul && (w == "증가율" || w == "인상률" || w == "상승률"):
		default:
			return false
		}
	}
	return false
}

// owner reports a word of what grows by itself among tokens: budgets, prices,
// wages, output.
func owner(t []token, from, to int) bool {
	for k := max(0, from); k < min(len(t), to); k++ {
		switch w := t[k].low; w {
		case "budget", "budgets", "spending", "expenditure", "outlays":
			for n := k - 1; n >= max(0, k-2); n-- {
				if p := t[n].low; p == "defense" || p == "defence" || p == "military" || p == "national" {
					return true
				}
			}
		case "inflation", "cpi", "prices", "wages", "wage", "salaries", "payroll", "gdp", "economy", "workers", "employees":
			return true
		default:
			if t[k].kind == hangul && anyPrefix(w, "국방비", "국방예산", "물가", "소비자물가", "인건비", "국내총생산") != "" {
				return true
			}
		}
	}
	return false
}

// payWord reports words of what an agreement pays.
func payWord(w string) bool {
	switch w {
	case "contribution", "contributions", "payment", "payments", "share", "sum", "amount", "sma", "deal", "agreement", "pact", "bill":
		return true
	}
	return false
}
