package evidence

import (
	"slices"
	"strings"
)

// readKorean reads the attribution of a Korean sentence: its verb stands at
// the end, its subject near the beginning with 은, 는, 이 or 가.
func (sp *speech) readKorean(s sentence) []scope {
	t := s.toks
	quotes := sp.quoted(t)
	var out []scope
	if a, at, ok := sp.koreanAccording(t); ok {
		sp.remember(a, s.paragraph)
		out = append(out, scope{at, len(t), a})
	}
	if verb := koreanVerb(t); verb >= 0 {
		if a, at, ok := sp.koreanSubject(t, verb); ok {
			a = sp.koreanCited(t, a)
			sp.remember(a, s.paragraph)
			out = append(out, scope{at, len(t), a})
		} else if sp.last != nil && s.paragraph-sp.para <= 1 && len(out) == 0 {
			sp.para = s.paragraph
			out = append(out, scope{0, len(t), fresh(*sp.last)})
		}
	}
	for k := range out {
		out[k].att.Quote = "paraphrase"
	}
	return direct(out, quotes)
}

// koreanVerb returns the token of the verb of saying, or -1.
func koreanVerb(t []token) int {
	for i, v := range slices.Backward(t) {
		if v.kind != hangul {
			continue
		}
		for _, stem := range [...]string{"말했", "밝혔", "전했", "설명했", "강조했", "보도했", "주장했", "발표했", "지적했", "덧붙였", "언급했", "내다봤", "평가했", "답했", "반박했", "경고했", "토로했", "말한다", "추산했", "말하며", "밝히며"} {
			if strings.HasPrefix(v.text, stem) || strings.Contains(v.text, stem) {
				return i
			}
		}
	}
	return -1
}

// koreanAccording reads "... 에 따르면".
func (sp *speech) koreanAccording(t []token) (Attribution, int, bool) {
	for i := 1; i < len(t); i++ {
		if t[i].kind != hangul || !strings.HasPrefix(t[i].text, "따르면") {
			continue
		}
		who := t[i-1]
		if !strings.HasSuffix(who.text, "에") && !strings.HasSuffix(who.text, "에게") {
			continue
		}
		first := koreanPhraseStart(t, i-1)
		name := strings.TrimSuffix(surface(t[first:i]), "에")
		a := koreanSpeaker(name)
		return a, i + 1, true
	}
	return Attribution{}, 0, false
}

// koreanSubject finds the first phrase with a particle of the subject that
// names somebody who can speak.
func (sp *speech) koreanSubject(t []token, verb int) (Attribution, int, bool) {
	for i := verb - 1; i >= max(0, verb-4); i-- { // ... 고 외교부가 5일 밝혔다
		if stem, ok := particle(t[i]); ok && t[i].low != `"` {
			first := koreanPhraseStart(t, i)
			name := joined(t[first:i], t[i], stem)
			if koreanCanSpeak(name) {
				return koreanSpeaker(name), 0, true
			}
		}
		if t[i].kind != number && !koreanTime(t[i].text) {
			break // only the day may stand between
		}
	}
	inQuote := false
	for i := 0; i < verb && i < 24; i++ {
		if t[i].low == `"` {
			inQuote = !inQuote
		}
		if inQuote || t[i].kind != hangul && t[i].low != ")" {
			continue
		}
		stem, ok := particle(t[i])
		if !ok {
			continue
		}
		first := koreanPhraseStart(t, i)
		name := joined(t[first:i], t[i], stem)
		if koreanCanSpeak(name) {
			return koreanSpeaker(name), i + 1, true
		}
	}
	return Attribution{}, 0, false
}

// particle cuts the particle of a subject off a word.
func particle(t token) (string, bool) {
	if t.kind != hangul {
		return "", false
	}
	for _, p := range [...]string{"은", "는", "이", "가", "도"} {
		if stem, ok := strings.CutSuffix(t.text, p); ok && stem != "" {
			return stem, true
		}
	}
	return "", false
}

func joined(before []token, last token, stem string) string {
	name := surface(before)
	if name != "" && !last.glued {
		name += " "
	}
	return name + stem
}

func koreanPhraseStart(t []token, i int) int {
	k := i
	for k > 0 && i-k < 5 && t[k-1].kind == hangul && !strings.HasSuffix(t[k-1].text, "고") && !strings.HasSuffix(t[k-1].text, "며") && !strings.HasSuffix(t[k-1].text, "에서") && !koreanTime(t[k-1].text) && !strings.HasSuffix(t[k-1].text, "에") && !strings.HasSuffix(t[k-1].text, "해") && !strings.HasSuffix(t[k-1].text, "을") && !strings.HasSuffix(t[k-1].text, "를") && !strings.HasSuffix(t[k-1].text, "는") && !strings.HasSuffix(t[k-1].text, "은") && t[k-1].text != "한편" && t[k-1].text != "그러나" && t[k-1].text != "일" && !strings.HasPrefix(t[k-1].text, "일 ") {
		k--
	}
	return k
}

func koreanTime(s string) bool {
	return s == "일" || s == "월" || s == "년" || s == "오늘" || s == "이날" || s == "지난"
}

// koreanCanSpeak reports names of persons by their office, of bodies and media.
func koreanCanSpeak(s string) bool {
	for _, end := range [...]string{"외교부", "국방부", "국무부", "통일부", "정부", "당국자", "관계자", "소식통", "대표", "장관", "차관", "대통령", "대변인", "의원", "통신", "신문", "방송", "뉴스", "교수", "연구원", "대사", "사령관", "사령부", "언론", "매체", "백악관", "청와대", "대통령실", "국회", "위원장", "위원회", "연구위원", "실장", "국장", "협상대표", "노조", "위원장", "전문가", "총리", "장관", "차장", "보좌관", "미국", "한국", "일보", "후보", "트럼프", "씨", "관계자들", "당국자들", "보고서", "조사국", "회계감사원"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// koreanSpeaker says whether a phrase names somebody.
func koreanSpeaker(name string) Attribution {
	name = strings.TrimSpace(strings.Trim(name, " \"'“”‘’,"))
	a := named(name, "person", "")
	switch {
	case anyIn(name, "관계자", "당국자", "소식통", "외교가") != "":
		a.Anonymous, a.Chain[0].Named, a.Chain[0].Type = true, false, "official"
	case anyIn(name, "통신", "신문", "방송", "뉴스", "일보", "매체", "언론") != "":
		a.Chain[0].Type = "outlet"
	case hasAnySuffix(name, "부", "정부", "국회", "백악관", "청와대", "대통령실", "사령부", "위원회", "노조", "미국", "한국", "조사국", "회계감사원"):
		a.Chain[0].Type = "organisation"
	case strings.HasSuffix(name, "보고서"):
		a.Chain[0].Type = "document"
	}
	return a
}

func hasAnySuffix(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// koreanCited reads "A는 B를 인용해 보도했다": B is the source, A the relay.
func (sp *speech) koreanCited(t []token, a Attribution) Attribution {
	for i := 1; i < len(t); i++ {
		if t[i].kind != hangul || !strings.HasPrefix(t[i].text, "인용") {
			continue
		}
		who := t[i-1].text
		for _, p := range [...]string{"을", "를"} {
			if stem, ok := strings.CutSuffix(who, p); ok {
				first := koreanPhraseStart(t, i-1)
				b := koreanSpeaker(joined(t[first:i-1], t[i-1], stem))
				b.Chain = append(b.Chain, a.Chain...)
				return b
			}
		}
	}
	return a
}
