package evidence

import "strings"

// subject finds the noun phrase before a verb: tokens [first, last).
func subject(t []token, verb int) (first, last int, ok bool) {
	last = verb
	for last > 0 {
		switch t[last-1].low {
		case "also", "has", "have", "had", "later", "then", "earlier", "recently", "repeatedly", "previously", "further", "reportedly", "once", "again", "already", "only", "flatly", "reporters":
			last--
			continue
		case ",", ")":
			if last-1 > 0 && t[last-1].low == ")" {
				for last > 0 && t[last-1].low != "(" {
					last--
				}
			}
			if last == 0 {
				return 0, 0, false // a bracket that was never opened
			}
			last--
			return apposition(t, last)
		}
		break
	}
	first = phraseStart(t, last)
	return first, last, first < last
}

// apposition steps over the description between two commas: "Lim Soo-suk, a
// spokesman for the ministry, said".
func apposition(t []token, end int) (int, int, bool) {
	k := end
	for k > 0 && t[k-1].low != "," && t[k-1].low != `"` && end-k < 30 {
		k--
	}
	if k == 0 || t[k-1].low == `"` {
		return 0, 0, false
	}
	last := k - 1
	for last > 0 && t[last-1].low == `"` {
		return 0, 0, false
	}
	first := phraseStart(t, last)
	return first, last, first < last
}

// phraseStart goes back to the beginning of a noun phrase that ends before
// last.
func phraseStart(t []token, last int) int {
	k := last
	for k > 0 && last-k < 16 {
		x := t[k-1]
		if x.kind == symbol && x.low != "-" && x.low != "'" && x.low != "." && x.low != "&" {
			break
		}
		if x.low == "." && (k <= 1 || t[k-2].kind != word || len(t[k-2].text) > 4) {
			break
		}
		switch x.low {
		case "that", "but", "while", "because", "after", "before", "when", "although", "though", "as", "which", "if", "since", "where", "whereas":
			return k
		case "and":
			if k < last && !t[k].capital() && t[k].low != "former" && t[k].low != "current" {
				return k
			}
		}
		k--
	}
	return k
}

// phraseEnd goes forward to the end of a noun phrase: names, "of the", "at the
// ministry", "who asked not to be named" is left out.
func phraseEnd(t []token, i int) int {
	for k := i; k < len(t); k++ {
		x := t[k]
		if x.kind == symbol && x.low != "-" && x.low != "'" && x.low != "." && x.low != "&" {
			return k
		}
		if x.low == "." && (k+1 >= len(t) || k > 0 && len(t[k-1].text) > 4) {
			return k
		}
		switch x.low {
		case "who", "that", "which", "on", "in", "after", "before", "during", "and":
			if x.low == "and" && k > i && k+1 < len(t) && (t[k+1].low == "former" || t[k+1].low == "current" || t[k+1].capital() && officialPlural(t, k+1)) {
				continue
			}
			return k
		case "said", "as", "is", "was", "will", "would", "has", "have", "reported", "told", "says":
			return k
		}
		if weekdayOf(x.low) > 0 || k-i > 18 {
			return k
		}
	}
	return len(t)
}

func officialPlural(t []token, i int) bool {
	for k := i; k < min(len(t), i+5); k++ {
		if t[k].low == "officials" || t[k].low == "sources" || t[k].low == "diplomats" {
			return true
		}
	}
	return false
}

// speaker names whoever a noun phrase stands for; ok is false when it is
// nobody who speaks (a deal, a plan, a sum).
func (sp *speech) speaker(t []token, first, last int) (a Attribution, ok bool) {
	for first < last && skipLead(t, first, last) {
		first++
	}
	p := t[first:last]
	if len(p) == 0 {
		return a, false
	}
	if a, ok := sp.pronoun(p); ok {
		return a, true
	}
	if name, behalf, ok := sp.personName(p); ok {
		return named(name, "person", behalf), true
	}
	head, at := headNoun(p)
	switch {
	case outlet(p):
		return named(strip(p), "outlet", ""), true
	case unnamedNoun(head):
		a = Attribution{Speaker: strip(p[:min(len(p), at+1+tail(p, at))]), Anonymous: true, OnBehalf: behalfOf(p)}
		if t[first].low == "the" && sp.source != nil && len(p) <= 3 && strings.HasSuffix(strings.ToLower(sp.source.Speaker), singular(head)) {
			return *sp.source, true
		}
		a.Chain = []Link{{a.Speaker, "official", false}}
		return a, true
	case spokesNoun(head):
		a = named(strip(p[:min(len(p), at+1+tail(p, at))]), "official", behalfOf(p))
		return a, true
	case documentNoun(head):
		a = named(strip(p), "document", "")
		return a, true
	case organisation(head) || institution(p):
		return named(strip(p), "organisation", ""), true
	}
	return a, false
}

func named(who, kind, behalf string) Attribution {
	return Attribution{Speaker: who, OnBehalf: behalf, Chain: []Link{{who, kind, true}}}
}

// skipLead drops what may stand before a subject: adverbs, dates, "in Seoul,".
func skipLead(t []token, i, last int) bool {
	switch t[i].low {
	case "and", "but", "however", "meanwhile", "still", "yet", "so", "also", "then", "later", "earlier", "instead", "asked", "for", "both", "now":
		return true
	case "in", "on", "at", "during", "last", "this":
		return last-i > 4
	}
	return t[i].kind == symbol
}

// pronoun resolves he, she, it, they to the last speaker of the kind.
func (sp *speech) pronoun(p []token) (Attribution, bool) {
	if len(p) > 2 {
		return Attribution{}, false
	}
	switch p[0].low {
	case "he", "she":
		if sp.person != nil && (sp.last == nil || sp.last.Chain[0].Type == "person" || sp.last.Chain[0].Type == "organisation") {
			return fresh(*sp.person), true
		}
		if sp.last != nil {
			return fresh(*sp.last), true
		}
		if sp.met != nil {
			return fresh(*sp.met), true
		}
	case "they", "it":
		if sp.last != nil && sp.last.Chain[0].Type != "person" {
			return fresh(*sp.last), true
		}
	}
	return Attribution{}, false
}

// fresh drops the relays of an earlier statement.
func fresh(a Attribution) Attribution {
	a.Chain = a.Chain[:1:1]
	return a
}

// personName finds a personal name in a noun phrase: the capitalised words
// behind a title or role, or a name that was met in full before.
func (sp *speech) personName(p []token) (name, behalf string, ok bool) {
	end := len(p)
	for k, x := range p {
		if k > 0 && (x.low == "of" || x.low == "for" || x.low == "at" || x.low == "from" || x.low == "with") {
			end = k
			break
		}
	}
	if end > 1 && p[end-1].low == "'s" {
		return "", "", false
	}
	first := end
	for first > 0 && (nameToken(p, first-1) || p[first-1].low == "-" && p[first-1].glued || glueName(p, first-1)) {
		first--
	}
	for first < end && (titleWord(p[first].low) || place_(p[first].low) || p[first].kind != word || !p[first].capital()) {
		first++
	}
	if first >= end || organisation(p[end-1].low) || unnamedNoun(p[end-1].low) || outlet(p[first:end]) || outletName(p[end-1].low) {
		return "", "", false
	}
	text := surface(p[first:end])
	titled := first > 0 && (titleWord(p[first-1].low) || p[first-1].low == "." || lastTitle(p[:first]))
	words := end - first
	full := sp.full(text)
	if words < 2 && !titled && full == text && !knownSurname(text) {
		return "", "", false
	}
	if words >= 2 && !titled && allCaps(text) {
		return "", "", false
	}
	return full, behalfOf(p[:first]), true
}

func glueName(p []token, i int) bool {
	return i > 0 && p[i].kind == word && p[i].glued && p[i-1].low == "-"
}

func lastTitle(p []token) bool {
	for k := len(p) - 1; k >= 0 && k >= len(p)-3; k-- {
		if titleWord(p[k].low) {
			return true
		}
	}
	return false
}

// knownSurname holds heads of state that the press names without first name.
func knownSurname(s string) bool {
	switch s {
	case "Trump", "Biden", "Obama", "Moon", "Yoon":
		return true
	}
	return false
}

func allCaps(s string) bool { return strings.ToUpper(s) == s }

// titleWord reports titles and roles before a name.
func titleWord(w string) bool {
	switch w {
	case "president", "minister", "secretary", "ambassador", "spokesman", "spokeswoman", "spokesperson", "envoy", "negotiator", "gen", "general", "adm", "lt", "col", "sen", "senator", "rep", "mr", "mrs", "ms", "dr", "prof", "professor", "analyst", "fellow", "director", "chief", "commander", "chairman", "chairwoman", "lawmaker", "candidate", "then", "former", "ex", "vice", "deputy", "assistant", "prime", "premier", "adviser", "advisor", "representative", "colonel", "admiral", "acting", "host", "expert", "researcher", "leader", "undersecretary", "officer", "official", "author", "billionaire", "mayor", "speaker", "delegate", "economist", "politician", "nominee", "captain":
		return true
	}
	return false
}

// headNoun returns the noun a phrase is about: the last one before "of", "at",
// "for", "in", "with", "who", "familiar", "close".
func headNoun(p []token) (string, int) {
	at := -1
	for k, x := range p {
		if k > 0 {
			switch x.low {
			case "of", "for", "at", "in", "with", "who", "familiar", "close", "from", "on", "involved", "knowledgeable", "briefed":
				if at >= 0 {
					return p[at].low, at
				}
			}
		}
		if x.kind == word && x.low != "'s" {
			at = k
		}
	}
	if at < 0 {
		return "", -1
	}
	return p[at].low, at
}

// tail keeps "familiar with the matter", "at the ministry" with the head.
func tail(p []token, at int) int {
	return min(len(p)-at-1, 7)
}

func behalfOf(p []token) string {
	for k := range p {
		switch p[k].low {
		case "korean", "seoul", "korea":
			if k == 0 || p[k-1].low != "north" {
				return "South Korea"
			}
		case "u.s.", "us", "american", "washington", "biden", "trump", "pentagon", "white":
			return "United States"
		}
	}
	return ""
}

// strip writes a noun phrase without its article; "the" stays before common
// nouns, where it is part of what the text says ("the ministry").
func strip(p []token) string {
	if len(p) > 1 {
		switch p[0].low {
		case "a", "an":
			p = p[1:]
		case "the":
			for _, x := range p[1:] {
				if x.capital() {
					p = p[1:]
					break
				}
			}
		}
	}
	s := surface(p)
	if strings.HasPrefix(s, "The ") {
		s = "the " + s[4:]
	}
	return strings.TrimRight(s, " ,.")
}

// unnamedNoun reports nouns for people whom the text does not name.
func unnamedNoun(w string) bool {
	switch w {
	case "official", "officials", "source", "sources", "person", "people", "diplomat", "diplomats", "aide", "aides", "insider", "insiders", "negotiators", "negotiator", "officer", "officers", "persons", "envoys", "staffer", "staffers":
		return true
	}
	return false
}

func singular(w string) string { return strings.TrimSuffix(w, "s") }

func spokesNoun(w string) bool {
	switch w {
	case "spokesman", "spokeswoman", "spokesperson", "spokespeople", "representative", "analysts", "analyst", "experts", "expert", "observers", "critics", "lawmakers", "lawmaker", "economists", "scholars", "researchers", "supporters", "opponents", "union":
		return true
	}
	return false
}

func documentNoun(w string) bool {
	switch w {
	case "report", "statement", "document", "documents", "readout", "poll", "survey", "study", "book", "memoir", "draft", "transcript", "data", "figures", "release", "fact", "sheet", "website", "paper", "post", "white":
		return true
	}
	return false
}

// organisation reports nouns for bodies that speak.
func organisation(w string) bool {
	switch w {
	case "ministry", "department", "government", "administration", "office", "house", "embassy", "command", "pentagon", "assembly", "congress", "party", "committee", "agency", "council", "institute", "center", "centre", "university", "corp", "commission", "bureau", "seoul", "washington", "military", "usfk", "mofa", "parliament", "service", "accountability", "gao", "delegation", "side", "korea", "forces", "opposition", "cabinet", "group", "coalition", "federation", "foundation", "union", "tokyo", "beijing", "pyongyang", "crs", "bank":
		return true
	}
	return false
}

func institution(p []token) bool {
	for k, x := range p {
		if k < 7 && x.capital() && organisation(x.low) && x.low != "korea" && x.low != "seoul" {
			return true
		}
	}
	return false
}

// outlet reports names of newspapers, agencies and broadcasters.
func outlet(p []token) bool {
	for k, x := range p {
		if !x.capital() {
			if x.low == "newspaper" || x.low == "daily" || x.low == "broadcaster" || x.low == "outlet" || x.low == "agency" && k > 0 && p[k-1].low == "news" || x.low == "reports" && k > 0 && (p[k-1].low == "media" || p[k-1].low == "news") || x.low == "media" || x.low == "magazine" {
				return true
			}
			continue
		}
		if outletName(x.low) {
			return true
		}
	}
	return false
}

func outletName(w string) bool {
	switch w {
	case "yonhap", "reuters", "bloomberg", "cnn", "ap", "afp", "upi", "xinhua", "kyodo", "kbs", "mbc", "sbs", "ytn", "jtbc", "bbc", "nbc", "abc", "cbs", "npr", "voa", "ilbo", "herald", "joongang", "chosun", "dong-a", "hankyoreh", "hankook", "kyunghyang", "newsis", "news1", "nikkei", "axios", "politico", "newsweek", "politico's", "arirang", "tribune", "guardian", "economist":
		return true
	}
	return false
}
