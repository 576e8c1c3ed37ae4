package evidence

import "strings"

// cue reads the attribution that hangs on token i, and the tokens it covers.
func (sp *speech) cue(t []token, i int) (a Attribution, from, to int, ok bool) {
	w := t[i].low
	switch {
	case w == "according" && i+2 < len(t) && t[i+1].low == "to":
		return sp.accordingTo(t, i)
	case w == "citing" || w == "quoting":
		return sp.citing(t, i)
	case t[i].kind == word && reportVerb(w):
		return sp.said(t, i)
	case w == "view" && i > 1 && t[i-1].low == "'s":
		return a, 0, 0, false
	}
	return a, 0, 0, false
}

// accordingTo covers the whole sentence but the name itself.
func (sp *speech) accordingTo(t []token, i int) (Attribution, int, int, bool) {
	end := phraseEnd(t, i+2)
	a, ok := sp.speaker(t, i+2, end)
	if !ok {
		return a, 0, 0, false
	}
	if i == 0 {
		return a, end, len(t), true
	}
	return a, clauseStart(t, i), max(i, clauseEnd(t, end)), true
}

// citing covers the whole sentence: "Yonhap reported, citing a government
// official" gives the official as speaker and Yonhap as relay.
func (sp *speech) citing(t []token, i int) (Attribution, int, int, bool) {
	end := phraseEnd(t, i+1)
	a, ok := sp.speaker(t, i+1, end)
	if !ok {
		return a, 0, 0, false
	}
	if relay, ok := sp.relayBefore(t, i); ok {
		a.Chain = append(a.Chain, relay)
	}
	return a, 0, len(t), true
}

// relayBefore finds who cites: the subject of the sentence before "citing".
func (sp *speech) relayBefore(t []token, i int) (Link, bool) {
	for k := i - 1; k >= 0; k-- {
		if t[k].kind == word && reportVerb(t[k].low) {
			first, last, ok := subject(t, k)
			if !ok {
				return Link{}, false
			}
			b, ok := sp.speaker(t, first, last)
			if !ok {
				return Link{}, false
			}
			return b.Chain[0], true
		}
	}
	end := min(i, len(t))
	if i > 0 && t[i-1].low == "," {
		end = i - 1
	}
	if b, ok := sp.speaker(t, 0, min(end, 8)); ok && b.Chain[0].Type == "outlet" {
		return b.Chain[0], true
	}
	return Link{}, false
}

// said reads X said that ..., "...", said X, and "...", X said.
func (sp *speech) said(t []token, i int) (Attribution, int, int, bool) {
	w := t[i].low
	if w == "saying" && i > 1 && t[i-1].low == "as" && (t[i-2].low == "quoted" || t[i-2].low == "cited") {
		return sp.quotedAs(t, i)
	}
	if strings.HasSuffix(w, "ing") || passive(t, i) || i > 0 && t[i-1].low == "to" {
		return Attribution{}, 0, 0, false
	}
	first, last, ok := subject(t, i)
	inverted := false
	var a Attribution
	if ok {
		a, ok = sp.speaker(t, first, last)
	}
	if !ok && afterQuote(t, i) {
		first, last = i+1, phraseEnd(t, i+1)
		a, ok = sp.speaker(t, first, last)
		inverted = ok
	}
	if !ok || shareVerb(w) && !inverted && !clauseFollows(t, i) && !quoteBefore(t, first) {
		return a, 0, 0, false
	}
	behind := i + 1
	if inverted {
		behind = last
	}
	if link, ok := sp.toldWhom(t, i); ok {
		a.Chain = append(a.Chain, link)
	}
	sp.declined(t, &a)
	from, to := behind, clauseEnd(t, behind)
	if inverted || quoteBefore(t, first) || trailing(t, i) {
		from = 0
		if inverted || trailing(t, i) {
			from = clauseStart(t, first)
		}
	}
	return a, from, to, true
}

// passive reports "was told", "is said to", "be noted".
func passive(t []token, i int) bool {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		switch t[k].low {
		case "was", "were", "is", "are", "been", "be", "being":
			return true
		case "not", "also", "widely":
			continue
		}
		return false
	}
	return false
}

// quotedAs reads "X was quoted as saying by Y".
func (sp *speech) quotedAs(t []token, i int) (Attribution, int, int, bool) {
	verb := i - 2
	for verb > 0 && (t[verb-1].low == "was" || t[verb-1].low == "were" || t[verb-1].low == "been" || t[verb-1].low == "has") {
		verb--
	}
	first, last, ok := subject(t, verb)
	if !ok {
		return Attribution{}, 0, 0, false
	}
	a, ok := sp.speaker(t, first, last)
	if !ok {
		return a, 0, 0, false
	}
	if i+2 < len(t) && t[i+1].low == "by" {
		if b, ok := sp.speaker(t, i+2, phraseEnd(t, i+2)); ok {
			a.Chain = append(a.Chain, b.Chain[0])
		}
	}
	return a, 0, len(t), true
}

// toldWhom adds the outlet to which something was told.
func (sp *speech) toldWhom(t []token, i int) (Link, bool) {
	if t[i].low != "told" && t[i].low != "tells" || i+1 >= len(t) {
		return Link{}, false
	}
	b, ok := sp.speaker(t, i+1, phraseEnd(t, i+1))
	if !ok || b.Chain[0].Type != "outlet" {
		return Link{}, false
	}
	return b.Chain[0], true
}

// declined sees that a speaker wished not to be named.
func (sp *speech) declined(t []token, a *Attribution) {
	for k := range t {
		switch t[k].low {
		case "anonymity", "unnamed", "anonymous", "anonymously", "unidentified":
		case "named", "identified", "name":
			if !within3(t, k, "not", "declined", "to") {
				continue
			}
		default:
			continue
		}
		if a.Chain[0].Type != "organisation" && a.Chain[0].Type != "outlet" {
			a.Anonymous, a.Chain[0].Named = true, false
			if a.Chain[0].Type == "person" && !strings.Contains(a.Speaker, " ") {
				a.Chain[0].Type = "official"
			}
		}
		return
	}
}

func within3(t []token, k int, words ...string) bool {
	n := 0
	for j := max(0, k-5); j < k; j++ {
		for _, w := range words {
			if t[j].low == w {
				n++
			}
		}
	}
	return n >= 2
}

// afterQuote reports a verb that stands right behind a quotation or a comma at
// the end of the statement.
func afterQuote(t []token, i int) bool {
	return i > 0 && (t[i-1].low == `"` || t[i-1].low == "," || t[i-1].low == "'" && !t[i-1].glued)
}

func quoteBefore(t []token, i int) bool {
	return i > 1 && (t[i-1].low == `"` || t[i-1].low == "," && t[i-2].low == `"` || t[i-1].low == "." && t[i-2].low == `"`)
}

// trailing reports that the statement stands before its cue: nothing but a day
// or a place follows the verb.
func trailing(t []token, i int) bool {
	n := 0
	for k := i + 1; k < len(t); k++ {
		switch {
		case t[k].low == "that" || t[k].low == `"` && k+1 < len(t):
			return false
		case t[k].low == ",":
			return true
		case t[k].kind == word || t[k].kind == number:
			n++
		}
	}
	return n <= 9 && !verbAhead(t, i+1)
}

// verbAhead reports a finite verb behind a cue, the sign of a statement there.
func verbAhead(t []token, i int) bool {
	for k := i; k < len(t); k++ {
		switch t[k].low {
		case "is", "are", "was", "were", "will", "would", "has", "have", "had", "should", "could", "can", "must", "may", "might", "pays", "pay", "paid", "wants", "did", "does":
			return true
		case "who", "which":
			return false
		}
	}
	return false
}

func clauseFollows(t []token, i int) bool {
	return i+1 < len(t) && (t[i+1].low == "that" || t[i+1].low == `"` || verbAhead(t, i+1))
}

// clauseStart goes back to where the statement before a cue begins.
func clauseStart(t []token, i int) int {
	for k := i - 1; k > 0; k-- {
		if t[k].low == ";" {
			return k + 1
		}
	}
	return 0
}

// clauseEnd finds where a statement ends: at the end of the sentence, at a
// semicolon, or where another speaker takes over ("while", "but X said").
func clauseEnd(t []token, i int) int {
	depth := false
	for k := i; k < len(t); k++ {
		if t[k].low == `"` {
			depth = !depth
		}
		if depth {
			continue
		}
		if t[k].low == ";" {
			return k
		}
		if t[k].low == "," && k+1 < len(t) && (t[k+1].low == "while" || t[k+1].low == "whereas" || t[k+1].low == "but" && verbAhead(t, k) && anotherCue(t, k)) {
			return k
		}
	}
	return len(t)
}

func anotherCue(t []token, i int) bool {
	for k := i; k < len(t); k++ {
		if reportVerb(t[k].low) {
			return true
		}
	}
	return false
}
