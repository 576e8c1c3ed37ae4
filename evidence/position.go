package evidence

import "strings"

// Position is a wish, refusal, fear, expectation, praise or promise without a
// figure.
type Position struct {
	Start, End int
	Actor      string
	Stance     string // wants, demands, refuses, fears, expects, praises, promises, criticizes, threatens, doubts, supports, urges, hopes
	Topic      string
	SpeechAct  string
	Text       string
	Attribution
}

// stanceOf returns what a verb or noun says about the will of its subject.
func stanceOf(w string) string {
	switch w {
	case "want", "wants", "wanted", "seek", "seeks", "sought", "seeking", "desires", "wish", "wishes", "wished":
		return "wants"
	case "demand", "demands", "demanded", "insist", "insists", "insisted":
		return "demands"
	case "refuse", "refuses", "refused", "reject", "rejects", "rejected", "oppose", "opposes", "opposed", "resist", "resists", "resisted", "balked", "rebuffed", "dismissed", "denied":
		return "refuses"
	case "fear", "fears", "feared", "worry", "worries", "worried", "concerned", "warn", "warns", "warned":
		return "fears"
	case "expect", "expects", "expected", "anticipates", "anticipated", "predicts", "predicted", "foresees":
		return "expects"
	case "praise", "praises", "praised", "welcome", "welcomes", "welcomed", "hail", "hails", "hailed", "lauded", "applauded":
		return "praises"
	case "promise", "promises", "promised", "pledge", "pledges", "pledged", "vow", "vows", "vowed", "committed", "commits":
		return "promises"
	case "criticize", "criticizes", "criticized", "criticised", "accuse", "accuses", "accused", "complained", "complains", "blamed", "blames", "slammed", "lambasted", "denounced", "berated", "condemned":
		return "criticizes"
	case "threaten", "threatens", "threatened":
		return "threatens"
	case "doubt", "doubts", "doubted", "questioned", "questions":
		return "doubts"
	case "support", "supports", "supported", "backs", "backed", "endorsed", "favors", "favours", "favored":
		return "supports"
	case "urge", "urges", "urged", "urging", "pressed", "presses":
		return "urges"
	case "hope", "hopes", "hoped":
		return "hopes"
	}
	return ""
}

// positions finds the positions of one sentence. Sentences whose statement is
// a sum or a percentage are left to the figures.
func (sp *speech) positions(s sentence, scopes []scope, figs []Figure) []Position {
	var out []Position
	if sp.korean {
		return koreanPositions(s, scopes)
	}
	t := s.toks
	for i := range t {
		stance, ok := stanceAt(t, i)
		if !ok {
			continue
		}
		first, last, ok := subject(t, i)
		if !ok {
			continue
		}
		att := attributed(scopes, i, i+1)
		actor, ok := sp.actor(t, first, last, att)
		if !ok {
			continue
		}
		end := clauseEnd(t, i+1)
		end = positionEnd(t, i+1, end)
		if end-i < 3 || figured(figs, t[i].start, t[end-1].end) {
			continue
		}
		for first < last && skipLead(t, first, last) {
			first++
		}
		out = append(out, Position{Start: t[first].start, End: t[end-1].end, Actor: actor, Stance: stance, Topic: topicOf(t[i+1 : end]), SpeechAct: speechActOf(att), Attribution: att})
	}
	return append(out, sp.voiced(s, scopes, figs, out)...)
}

// stanceAt reads a verb of will at a token, negation included; nouns and
// participles before a noun ("expected progress") are none.
func stanceAt(t []token, i int) (string, bool) {
	if t[i].kind != word {
		return "", false
	}
	stance := stanceOf(t[i].low)
	if stance == "" || i == 0 {
		return "", false
	}
	switch t[i-1].low {
	case "the", "a", "an", "his", "her", "its", "their", "of", "to", "as", "new", "any", "'s", "was", "is", "were", "are", "been", "no", "u.s.", "such", "these", "those", "with", "and", "for", "than", "be":
		if t[i-1].low != "and" && (t[i].low != "concerned" && t[i].low != "worried" && t[i].low != "committed" && t[i].low != "opposed") {
			return "", false
		}
	}
	if i+1 < len(t) && t[i+1].kind == symbol && t[i+1].low != `"` {
		return "", false
	}
	for k := max(0, i-3); k < i; k++ {
		if t[k].low == "not" || t[k].low == "n't" || t[k].low == "never" {
			switch stance {
			case "wants", "expects", "supports", "hopes":
				return "refuses", true
			}
		}
	}
	return stance, true
}

// actor names the subject of a position; "we" and "I" are the speaker.
func (sp *speech) actor(t []token, first, last int, att Attribution) (string, bool) {
	for first < last && skipLead(t, first, last) {
		first++
	}
	if first >= last {
		return "", false
	}
	if w := t[first].low; last-first <= 2 && (w == "i" || w == "we") {
		return att.Speaker, att.Speaker != Narrator
	}
	a, ok := sp.speaker(t, first, last)
	return a.Speaker, ok
}

// positionEnd stops before the attribution that closes the sentence.
func positionEnd(t []token, from, to int) int {
	for k := from; k < to; k++ {
		if (t[k].low == "," || t[k].low == `"`) && k+1 < to && k > from+1 {
			for v := k + 1; v < min(to, k+9); v++ {
				if reportVerb(t[v].low) || t[v].low == "according" {
					return k
				}
			}
		}
		if t[k].low == "." && k == to-1 {
			return k
		}
	}
	return to
}

func figured(figs []Figure, start, end int) bool {
	for _, f := range figs {
		if f.Start >= start && f.End <= end && (f.Kind == Money || f.Kind == Percent || f.Kind == Multiple) {
			return true
		}
	}
	return false
}

// topicOf names what a position is about: a known matter, else its own words.
func topicOf(t []token) string {
	low := map[string]bool{}
	for _, x := range t {
		low[x.low] = true
	}
	has := func(words ...string) bool {
		for _, w := range words {
			if low[w] {
				return true
			}
		}
		return false
	}
	switch {
	case has("deadline", "hurry", "rush", "timetable", "timeline"):
		return "deadline"
	case has("withdraw", "withdrawal", "withdrawing", "pull", "pullout", "home", "reduce", "reduction", "drawdown") && has("troops", "troop", "soldiers", "forces", "them", "out"):
		return "withdrawal of troops"
	case has("fair", "equitable", "reasonable", "fairly"):
		return "a fair and equitable share"
	case has("renegotiate", "renegotiation", "reopen", "scrap"):
		return "renegotiation"
	case has("pay", "paying", "contribution", "share", "contribute", "burden"):
		return "cost share"
	case has("agreement", "deal", "pact", "conclude", "talks", "negotiations"):
		return "conclusion of the talks"
	}
	return surface(t[:min(len(t), 10)])
}

func speechActOf(a Attribution) string {
	if a.Speaker == Narrator {
		return "report"
	}
	return "assert"
}

// voiced finds positions that a statement voices without a verb of will: no
// hard deadline, fair and equitable, would bring them home, never enough.
func (sp *speech) voiced(s sentence, scopes []scope, figs []Figure, have []Position) []Position {
	var out []Position
	for _, sc := range scopes {
		if sc.from >= sc.to || sc.att.Speaker == Narrator {
			continue
		}
		t := s.toks[sc.from:sc.to]
		stance, topic := "", ""
		low := " " + strings.ToLower(surface(t)) + " "
		switch {
		case anyIn(low, "hard deadline", "no deadline", "not a deadline", "no rush") != "":
			stance, topic = "doubts", "deadline"
		case anyIn(low, "fair and equitable", "equitable", "mutually acceptable", "fair share", "reasonable") != "":
			stance, topic = "wants", "a fair and equitable share"
		case anyIn(low, "bring them home", "bring our troops home", "bring the troops home", "pull out", "withdraw") != "" && anyIn(low, " i ", " we ", "would", "like") != "":
			stance, topic = "wants", "withdrawal of troops"
		case anyIn(low, "never enough", "taking advantage", "free ride", "free-rid", "ripping", "not responsive", "unacceptable", "excessive", "exorbitant") != "":
			stance, topic = "criticizes", "cost share"
		case anyIn(low, "non-starter", "cannot accept", "will not accept", "no reason to", "out of the question") != "":
			stance, topic = "refuses", "cost share"
		case anyIn(low, "on track", "ahead of schedule", "close to", "good progress", "optimistic") != "":
			stance, topic = "expects", "conclusion of the talks"
		case anyIn(low, "ironclad", "unwavering", "cornerstone", "linchpin") != "":
			stance, topic = "praises", "alliance"
		case anyIn(low, "should pay more", "must pay more", "could and should", "needs to pay") != "":
			stance, topic = "demands", "cost share"
		case anyIn(low, "will implement", "will continue to implement", "will honor", "will abide", "will faithfully") != "":
			stance, topic = "promises", "the agreement"
		}
		if stance == "" || figured(figs, t[0].start, t[len(t)-1].end) || overlapping(append(have, out...), t[0].start, t[len(t)-1].end) {
			continue
		}
		out = append(out, Position{Start: t[0].start, End: t[len(t)-1].end, Actor: sc.att.Speaker, Stance: stance, Topic: topic, SpeechAct: "assert", Attribution: sc.att})
	}
	return out
}

func overlapping(have []Position, start, end int) bool {
	for _, p := range have {
		if p.Start < end && start < p.End {
			return true
		}
	}
	return false
}

// koreanPositions reads 요구했다, 거부했다, 우려했다 and their like.
func koreanPositions(s sentence, scopes []scope) []Position {
	t := s.toks
	for _, v := range [...]struct{ stem, stance string }{
		{"요구", "demands"}, {"촉구", "urges"}, {"거부", "refuses"}, {"반대", "refuses"}, {"우려", "fears"}, {"기대", "hopes"}, {"희망", "hopes"}, {"환영", "praises"}, {"높이 평가", "praises"}, {"비판", "criticizes"}, {"약속", "promises"}, {"위협", "threatens"}, {"원한다", "wants"}, {"바란다", "hopes"}, {"이행할", "promises"}, {"합리적", "wants"}, {"공평", "wants"},
	} {
		for i := range t {
			if t[i].kind != hangul || !strings.HasPrefix(t[i].text, v.stem) {
				continue
			}
			att := attributed(scopes, i, i+1)
			if att.Speaker == Narrator {
				continue
			}
			return []Position{{Start: t[0].start, End: t[len(t)-1].end, Actor: att.Speaker, Stance: v.stance, Topic: topicKorean(t), SpeechAct: "assert", Attribution: att}}
		}
	}
	return nil
}

func topicKorean(t []token) string {
	text := surface(t)
	switch {
	case anyIn(text, "철수", "감축") != "":
		return "withdrawal of troops"
	case anyIn(text, "합리적", "공평", "공정") != "":
		return "a fair and equitable share"
	case anyIn(text, "재협상") != "":
		return "renegotiation"
	case anyIn(text, "분담금", "방위비") != "":
		return "cost share"
	}
	return "conclusion of the talks"
}
