package evidence

// homeOf returns the currency of the party a word names, or "" for another
// word. Parties without an agreement of their own share the mark "-".
func homeOf(w string) string {
	switch w {
	case "korea", "korean", "koreans", "koreas", "seoul", "rok", "한국", "서울":
		return "KRW"
	case "japan", "japanese", "tokyo", "일본", "도쿄":
		return "JPY"
	case "germany", "german", "germans", "berlin", "nato", "europe", "european", "europeans", "poland", "polish", "italy", "italian", "spain", "brussels", "독일", "나토", "유럽":
		return "EUR"
	case "taiwan", "taipei", "philippines", "manila", "saudi", "riyadh", "qatar", "ukraine", "kyiv", "australia", "canada", "대만", "필리핀":
		return "-"
	}
	if w == "" || w[0] < 0x80 {
		return ""
	}
	// Korean words carry particles: 일본은, 주한미군과.
	switch {
	case anyPrefix(w, "한국", "한미", "우리나라", "주한미군") != "":
		return "KRW"
	case anyPrefix(w, "일본", "미일", "주일미군") != "":
		return "JPY"
	case anyPrefix(w, "독일", "나토", "유럽", "폴란드") != "":
		return "EUR"
	case anyPrefix(w, "대만", "필리핀") != "":
		return "-"
	}
	return ""
}

// foreign reports a text about another party's agreement: one such party is named
// more than twice as often as that of the dossier.
func (l *linker) foreign() bool {
	if l.k.Home == "" {
		return false
	}
	named := map[string]int{}
	for s := range l.text {
		for _, t := range l.text[s].toks {
			if w := homeOf(t.low); w != "" {
				named[w]++
			}
		}
	}
	for w, n := range named {
		if w != l.k.Home && w != "-" && n > 2 && n > 2*named[l.k.Home] {
			return true
		}
	}
	return false
}

// allyReach is how many words before a figure its party is looked for.
const allyReach = 30

// otherAlly reports a figure of another ally: the party named nearest to it in
// its clause is not the one of the dossier. A party right behind the figure
// ("54,000 troops in Japan") is nearer than one before it.
func (l *linker) otherAlly(i int) bool {
	home := l.k.Home
	if home == "" {
		return false
	}
	unit := l.figs[i].Value.Unit
	if l.figs[i].Kind == Money && unit != home && unit != "USD" && homeOfUnit(unit) && l.figs[i].Value.Converted == 0 {
		return true
	}
	t := l.text[l.figs[i].Sentence].toks
	if w := l.allyBehind(t, l.pos[i].to); w != "" {
		return w != home
	}
	for k := l.pos[i].from - 1; k >= max(0, l.pos[i].from-allyReach); k-- {
		if w := homeOf(t[k].low); w != "" {
			if w == "KRW" && k > 0 && t[k-1].low == "north" {
				continue
			}
			return w != home
		}
		if t[k].low == ";" {
			return false
		}
	}
	return false
}

// homeOfUnit reports a currency in which another ally's agreement is reckoned.
func homeOfUnit(unit string) bool { return unit == "JPY" || unit == "EUR" || unit == "KRW" }

// allyBehind returns the party in the few words behind a figure, up to the next
// mark or figure.
func (l *linker) allyBehind(t []token, from int) string {
	for k := from; k < min(len(t), from+6); k++ {
		if t[k].kind == number || t[k].kind == symbol && t[k].low != "." && t[k].low != "-" {
			return ""
		}
		switch t[k].low {
		case "and", "but", "while", "against", "than", "after", "before", "as", "which", "that":
			return ""
		}
		if w := homeOf(t[k].low); w != "" {
			if k > 0 && t[k-1].low == "north" {
				return "-" // North Korean soldiers
			}
			return w
		}
	}
	return ""
}

// changedBy reports "raise its share of the cost by 8.3 percent": a change, not
// the share itself.
func (l *linker) changedBy(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	for k := l.pos[i].from - 1; k >= max(0, l.pos[i].from-4); k-- {
		switch t[k].low {
		case "by":
			return true
		case "at", "least", "about", "nearly", "almost", "some", "roughly", "around", "approximately", "an", "up", "to", "more", "than", "over", "as", "much":
		default:
			return false
		}
	}
	return false
}

// wished reports a change that somebody wants: it is no change of a year.
func (l *linker) wished(i int) bool {
	return l.near(i, 4, 0, "demanded", "demanding", "demand", "demands", "sought", "seeking", "insisted", "requested", "rejected") && !l.near(i, 2, 0, "agreed")
}
