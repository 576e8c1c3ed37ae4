package evidence

import (
	"strings"
	"unicode/utf8"

	"entente/decimal"
)

// Korean writes a number and its scales without blanks and hangs particles on
// the end of the unit (1조1천833억원을), so a rule here walks through letters
// inside a token: a place is a token and an offset in it.

// place is a position inside the tokens.
type place struct {
	tok, off int
}

// rest returns the letters of a Korean token behind a place, and whether a
// blank stands before it.
func (s *scanner) rest(p place) string {
	if p.tok >= len(s.toks) || s.kind(p.tok) != hangul {
		return ""
	}
	return s.toks[p.tok].text[p.off:]
}

// step moves over n bytes, to the next token at the end of this one.
func (s *scanner) step(p place, n int) place {
	p.off += n
	if p.off >= len(s.toks[p.tok].text) {
		return place{p.tok + 1, 0}
	}
	return p
}

// korean tries the Korean rules at a token.
func (s *scanner) korean(i int) (hit, bool) {
	switch s.kind(i) {
	case number:
		k := i + 1
		if w := s.low(k); (w == "~" || w == "-" || w == "--") && s.kind(k+1) == number {
			k += 2
		}
		if s.kind(k) != hangul && s.low(k) != "%" {
			return hit{}, false
		}
		if s.low(k) == "%" && s.kind(k+1) != hangul {
			return hit{}, false
		}
	case hangul:
		return s.koreanWord(i)
	case word, symbol:
		return hit{}, false
	}
	rules := [...]func(int) (hit, bool){s.koreanDate, s.koreanPercent, s.koreanNumber}
	for _, rule := range rules {
		if h, ok := rule(i); ok {
			return h, true
		}
	}
	return hit{}, false
}

// koreanNumeral reads 1조1천833억, 2만8천500, 5조5000억, 10억4천만, 1.18조.
func (s *scanner) koreanNumeral(i int) (n numeral, p place, ok bool) {
	total, section := decimal.Fraction{}, decimal.Fraction{}
	var pending *numeral
	last := 99
	p = place{i, 0}
	n.step = decimal.Whole(1)
	for p.tok < len(s.toks) && (p.tok == i || !s.toks[p.tok].line) {
		if s.kind(p.tok) == number {
			if pending != nil || p.tok > i && !s.glued(p.tok) && last > 90 {
				break
			}
			d, good := digits(s.toks[p.tok])
			if !good {
				break
			}
			pending, p, ok = &d, place{p.tok + 1, 0}, true
			n.grouped = n.grouped || d.grouped
			n.decimal = n.decimal || d.decimal
			n.step = d.step
			continue
		}
		exp, width := koreanScale(s.rest(p))
		if width == 0 || exp >= last || pending == nil && section.Sign() == 0 && exp > 3 {
			break
		}
		if pending == nil && (exp > 3 && section.Sign() == 0) {
			break
		}
		group := section
		if pending != nil {
			group = group.Add(pending.value)
		} else if exp <= 3 {
			group = decimal.Whole(1)
			if section.Sign() != 0 {
				break
			}
		}
		n.scaled, n.exp = true, max(n.exp, exp)
		if exp <= 3 {
			part := decimal.Whole(1)
			if pending != nil {
				part = pending.value
			}
			section, n.step = section.Add(part.Mul(pow10(exp))), n.step.Mul(pow10(exp))
		} else {
			total, section, last = total.Add(group.Mul(pow10(exp))), decimal.Fraction{}, exp
			n.step = n.step.Mul(pow10(exp))
		}
		pending = nil
		p = s.step(p, width)
	}
	n.value = total.Add(section)
	if pending != nil {
		n.value = n.value.Add(pending.value)
	}
	n.next = p.tok
	return n, p, ok
}

func koreanScale(s string) (exp, width int) {
	for _, k := range [...]struct {
		letter string
		exp    int
	}{{"조", 12}, {"억", 8}, {"만", 4}, {"천", 3}, {"백", 2}, {"십", 1}} {
		if strings.HasPrefix(s, k.letter) {
			return k.exp, len(k.letter)
		}
	}
	return 0, 0
}

// koreanNumber reads a number with its unit: sums, persons, multiples,
// ordinals, lengths of time.
func (s *scanner) koreanNumber(i int) (hit, bool) {
	n, p, ok := s.koreanNumeral(i)
	if !ok {
		return hit{}, false
	}
	low, ranged := n, false
	if w := s.low(p.tok); p.off == 0 && (w == "~" || w == "-") && s.kind(p.tok+1) == number {
		if h, q, ok := s.koreanNumeral(p.tok + 1); ok {
			n, p, ranged = h, q, true
			low.value, _ = shareScale(low, n)
		}
	}
	spaced := p.off == 0 && !s.glued(p.tok)
	text := s.rest(p)
	v := Value{Amount: n.value, Step: n.step}
	if ranged {
		v.Amount, v.Low, v.High = low.value, new(low.value), new(n.value)
	}
	f := Figure{Value: v}
	if strings.HasPrefix(text, "여") {
		f.Bound, f.Cue = AtLeast, "여"
		p = s.step(p, len("여"))
		text = s.rest(p)
	}
	width := s.koreanUnit(&f, n, text, spaced)
	if f.Kind == "" {
		return hit{}, false
	}
	end := p
	if width > 0 {
		end = s.step(p, width)
	}
	return s.koreanHit(f, i, end, width > 0 || p.off > 0)
}

// koreanHit closes a figure inside a token and reads the hedges around it.
func (s *scanner) koreanHit(f Figure, i int, end place, inside bool) (hit, bool) {
	h := hit{figure: f, first: i, next: end.tok}
	if end.off > 0 {
		h.to, h.next = s.toks[end.tok].start+end.off, end.tok+1
	}
	if !inside {
		h.next = end.tok
	}
	if h.figure.Bound == "" {
		h.figure.Bound, h.figure.Cue = s.koreanHedge(i, end)
	}
	s.koreanChange(&h.figure, end, i)
	if f.Kind == Money && f.Value.Per == "" {
		for k := i - 1; k >= i-3 && k >= 0; k-- {
			switch w := s.low(k); {
			case w == "연간", w == "매년", w == "해마다", w == "연", strings.HasPrefix(w, "한해"):
				h.figure.Value.Per = "year"
			}
		}
	}
	return h, true
}

// koreanUnit names the kind of a number from the letters behind it and returns
// how many bytes the unit takes.
func (s *scanner) koreanUnit(f *Figure, n numeral, text string, spaced bool) int {
	if c, w := koreanCurrency(text); w > 0 && (n.scaled || n.grouped || c != "KRW" || !spaced) {
		f.Kind, f.Value.Unit = Money, c
		return w
	}
	for _, u := range [...]struct{ word, unit string }{{"명", "persons"}, {"인", "persons"}, {"표", "votes"}} {
		if strings.HasPrefix(text, u.word) && (u.word != "인" || len(text) == len(u.word)) {
			f.Kind, f.Value.Unit = Count, u.unit
			return len(u.word)
		}
	}
	v, isInt := f.Value.Amount.Int64()
	switch {
	case strings.HasPrefix(text, "배") && !strings.HasPrefix(text, "배치") && !strings.HasPrefix(text, "배정"):
		f.Kind, f.Value.Unit, f.Value.Factor, f.Value.Direction = Multiple, "times", new(f.Value.Amount), "increase"
		return len("배")
	case strings.HasPrefix(text, "번째"):
		f.Kind, f.Value.Unit = Ordinal, "ordinal"
		return len("번째")
	case strings.HasPrefix(text, "차") && isInt && v < 100 && !strings.HasPrefix(text, "차량") && !strings.HasPrefix(text, "차례"):
		f.Kind, f.Value.Unit = Ordinal, "ordinal"
		return len("차")
	}
	for _, u := range [...]struct{ word, unit string }{{"개월", "month"}, {"주일", "week"}, {"주간", "week"}, {"시간", "hour"}, {"년", "year"}, {"일간", "day"}} {
		if strings.HasPrefix(text, u.word) && isInt && v < 200 && !n.scaled {
			f.Kind, f.Value.Unit, f.Value.ISO = Duration, u.unit+"s", isoDuration(f.Value.Amount, u.unit)
			if u.word == "일간" {
				return len("일")
			}
			return len(u.word)
		}
	}
	if n.scaled && n.exp >= 8 {
		f.Kind, f.Value.Unit, f.Value.Guess = Money, "KRW", true
		if s.lastUnit != "" && s.lastUnit != "KRW" && n.exp == 8 && n.value.Cmp(pow10(11)) < 0 {
			f.Value.Unit = s.lastUnit
		}
	}
	return 0
}

func koreanCurrency(text string) (string, int) {
	for _, c := range [...]struct{ word, unit string }{{"달러", "USD"}, {"불", "USD"}, {"유로", "EUR"}, {"위안", "CNY"}, {"엔", "JPY"}, {"파운드", "GBP"}, {"원", "KRW"}} {
		if strings.HasPrefix(text, c.word) && !strings.HasPrefix(text, "원칙") && !strings.HasPrefix(text, "원장") {
			return c.unit, len(c.word)
		}
	}
	return "", 0
}

// koreanPercent reads 13.9%, 5.4퍼센트, 1.5%포인트.
func (s *scanner) koreanPercent(i int) (hit, bool) {
	n, ok := digits(s.toks[i])
	if !ok {
		return hit{}, false
	}
	low, ranged, first := n, false, i
	k := i + 1
	if w := s.low(k); (w == "~" || w == "-") && s.kind(k+1) == number {
		if h, ok := digits(s.toks[k+1]); ok {
			n, ranged, k = h, true, k+2
		}
	}
	f := Figure{Kind: Percent, Value: Value{Amount: low.value, Step: n.step, Unit: "percent"}}
	if ranged {
		f.Value.Low, f.Value.High = new(low.value), new(n.value)
	}
	p := place{k, 0}
	switch text := s.rest(p); {
	case s.low(k) == "%":
		p = place{k + 1, 0}
		if t := s.rest(p); strings.HasPrefix(t, "포인트") {
			f.Value.Unit, p = "points", s.step(p, len("포인트"))
		}
	case strings.HasPrefix(text, "퍼센트포인트"):
		f.Value.Unit, p = "points", s.step(p, len("퍼센트포인트"))
	case strings.HasPrefix(text, "퍼센트"):
		p = s.step(p, len("퍼센트"))
	case strings.HasPrefix(text, "프로") && s.glued(k) && !strings.HasPrefix(text, "프로그") && !strings.HasPrefix(text, "프로젝"):
		p = s.step(p, len("프로"))
	default:
		return hit{}, false
	}
	return s.koreanHit(f, first, p, p.off > 0 || p.tok > k)
}

// koreanHedge reads 약, 최대 before a figure and 가량, 이상, 정도 behind it.
func (s *scanner) koreanHedge(i int, end place) (Bound, string) {
	switch w := s.low(i - 1); w {
	case "약", "대략", "대체로", "어림잡아":
		return Approx, w
	case "거의":
		return NearLess, w
	case "최대":
		return AtMost, w
	case "최소", "적어도":
		return AtLeast, w
	}
	text := s.rest(end)
	for _, h := range [...]struct {
		word  string
		bound Bound
	}{
		{"가량", Approx},
		{"정도", Approx},
		{"안팎", Approx},
		{"남짓", Approx},
		{"쯤", Approx},
		{"여", Approx},
		{"이상", AtLeast},
		{"넘", AtLeast},
		{"초과", AtLeast},
		{"이 넘", AtLeast},
		{"을 넘", AtLeast},
		{"이하", AtMost},
		{"미만", AtMost},
		{"까지", AtMost},
		{"에 육박", NearLess},
		{"에 가까", NearLess},
		{"육박", NearLess},
		{"가까", NearLess},
	} {
		if strings.HasPrefix(text, h.word) {
			return h.bound, h.word
		}
	}
	if t := s.low(end.tok + 1); end.off > 0 && utf8.RuneCountInString(text) <= 1 {
		switch {
		case strings.HasPrefix(t, "넘"):
			return AtLeast, "넘는"
		case strings.HasPrefix(t, "육박"), strings.HasPrefix(t, "가까"):
			return NearLess, t
		}
	}
	return "", ""
}

// koreanChange finds the direction of a change in the words that follow.
func (s *scanner) koreanChange(f *Figure, end place, first int) {
	if f.Kind != Percent || f.Value.Unit != "percent" || f.Value.Low != nil {
		return
	}
	dir := ""
	for k := end.tok; k < end.tok+4 && dir == ""; k++ {
		w := s.low(k)
		if k == end.tok {
			w = s.rest(end)
		}
		if w == "." || s.kind(k) == number {
			break
		}
		dir = koreanDirection(w)
	}
	for k := first - 1; k >= first-3 && dir == "" && k >= 0; k-- {
		if w := s.low(k); strings.HasPrefix(w, "인상률") || strings.HasPrefix(w, "증가율") {
			dir = "increase"
		}
	}
	f.Value.Direction = dir
	part := f.Value.Amount.Mul(decimal.Frac(1, 100))
	switch dir {
	case "increase":
		f.Value.Factor = new(decimal.Whole(1).Add(part))
	case "decrease":
		f.Value.Factor = new(decimal.Whole(1).Sub(part))
	}
}

func koreanDirection(w string) string {
	for _, stem := range [...]string{"인상", "증가", "늘", "올린", "올렸", "오른", "올랐", "상승", "증액", "더"} {
		if strings.HasPrefix(w, stem) {
			return "increase"
		}
	}
	for _, stem := range [...]string{"인하", "감소", "줄", "삭감", "하락", "감액", "내린"} {
		if strings.HasPrefix(w, stem) {
			return "decrease"
		}
	}
	return ""
}
