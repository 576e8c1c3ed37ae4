package evidence

import (
	"strings"
	"time"

	"entente/decimal"
	"entente/period"
)

// koreanDate reads 2021년 3월 10일, 2014∼2018년, 3월 10일, 23∼25일, 2025년 말,
// 11월, 10일.
func (s *scanner) koreanDate(i int) (hit, bool) {
	first := small(s.toks[i])
	year := yearOf(s.toks[i])
	k := i + 1
	second := 0
	if w := s.low(k); (w == "~" || w == "-" || w == "--") && s.kind(k+1) == number {
		second = max(small(s.toks[k+1]), yearOf(s.toks[k+1]))
		k += 2
	}
	text := s.rest(place{k, 0})
	switch {
	case year > 0 && strings.HasPrefix(text, "년"):
		return s.koreanYear(i, year, second, s.step(place{k, 0}, len("년")))
	case first >= 1 && first <= 12 && strings.HasPrefix(text, "월"):
		return s.koreanMonth(i, 0, first, second, s.step(place{k, 0}, len("월")))
	case first >= 1 && first <= 31 && strings.HasPrefix(text, "일") && !strings.HasPrefix(text, "일간") && !strings.HasPrefix(text, "일 동안") && s.glued(k):
		return s.koreanDay(i, 0, 0, first, second, s.step(place{k, 0}, len("일")))
	}
	return hit{}, false
}

func (s *scanner) koreanYear(i, y, to int, p place) (hit, bool) {
	if to > 0 {
		if to < 100 {
			to += y / 100 * 100
		}
		if to <= y {
			return hit{}, false
		}
		return s.koreanSpan(yearsSpan(y, to), DateRange, i, p)
	}
	if p.off == 0 && s.kind(p.tok) == number {
		m := small(s.toks[p.tok])
		if q := (place{p.tok + 1, 0}); m >= 1 && m <= 12 && strings.HasPrefix(s.rest(q), "월") {
			return s.koreanMonth(i, y, m, 0, s.step(q, len("월")))
		}
	}
	if strings.HasPrefix(s.rest(p), "대") && y%10 == 0 {
		return s.koreanSpan(yearsSpan(y, y+9), DateRange, i, s.step(p, len("대")))
	}
	span, p := s.koreanPart(yearSpan(y), p)
	return s.koreanSpan(span, Date, i, p)
}

// koreanPart narrows a period by 초, 중순, 말, 상반기, 하반기 behind it.
func (s *scanner) koreanPart(span period.Span, p place) (period.Span, place) {
	text := s.rest(p)
	for _, c := range [...]struct{ word, part string }{{"초", "early"}, {"중순", "mid"}, {"중반", "mid"}, {"하순", "late"}, {"말", "end"}} {
		if strings.HasPrefix(text, c.word) && !strings.HasPrefix(text, "말했") && !strings.HasPrefix(text, "초청") {
			if !span.From.IsZero() {
				span = within(span, c.part)
			}
			return span, s.step(p, len(c.word))
		}
	}
	for h, c := range [...]string{"상반기", "하반기"} {
		if strings.HasPrefix(text, c) && !span.From.IsZero() {
			return halfSpan(span.From.Year, h+1), s.step(p, len(c))
		}
	}
	return span, p
}

func (s *scanner) koreanMonth(i, y, m, to int, p place) (hit, bool) {
	month := time.Month(m)
	if p.off == 0 && s.kind(p.tok) == number {
		d, d2 := small(s.toks[p.tok]), 0
		q := place{p.tok + 1, 0}
		if w := s.low(q.tok); (w == "~" || w == "-") && s.kind(q.tok+1) == number {
			d2, q = small(s.toks[q.tok+1]), place{q.tok + 2, 0}
		}
		if d >= 1 && d <= 31 && strings.HasPrefix(s.rest(q), "일") {
			return s.koreanDay(i, y, month, d, d2, s.step(q, len("일")))
		}
	}
	if y == 0 {
		y = s.koreanOpenYear(i, month, 0)
	}
	if y == 0 {
		return s.koreanSpan(period.Span{}, Date, i, p)
	}
	span, p := s.koreanPart(monthSpan(y, month), p)
	if to > m && to <= 12 {
		return s.koreanSpan(period.Span{From: span.From, To: monthSpan(y, time.Month(to)).To}, DateRange, i, p)
	}
	return s.koreanSpan(span, Date, i, p)
}

func (s *scanner) koreanDay(i, y int, m time.Month, d, to int, p place) (hit, bool) {
	if m == 0 {
		if s.day.IsZero() {
			return s.koreanSpan(period.Span{}, Date, i, p)
		}
		y, m = s.day.Year, s.day.Month
		if day := dayOf(y, m, d); s.low(i-1) == "지난" && day.After(s.day) {
			y, m = addMonths(y, m, -1)
		} else if s.low(i-1) == "오는" && day.Before(s.day) {
			y, m = addMonths(y, m, 1)
		} else if s.low(i-1) != "오는" && s.day.DaysUntil(day) > 20 {
			y, m = addMonths(y, m, -1)
		}
	}
	if y == 0 {
		y = s.koreanOpenYear(i, m, d)
	}
	if y == 0 || !validDay(y, int(m), d) {
		return s.koreanSpan(period.Span{}, Date, i, p)
	}
	if to > d && validDay(y, int(m), to) {
		return s.koreanSpan(period.Span{From: dayOf(y, m, d), To: dayOf(y, m, to)}, DateRange, i, p)
	}
	return s.koreanSpan(daySpan(dayOf(y, m, d)), Date, i, p)
}

// koreanOpenYear: a month without a year is the latest one, unless 오는 or a
// word of the future asks for the next.
func (s *scanner) koreanOpenYear(i int, m time.Month, d int) int {
	if s.day.IsZero() {
		return s.lastYear
	}
	y := s.day.Year
	day := dayOf(y, m, max(d, 1))
	later := day.After(s.day)
	if s.lastYear > 0 && s.lastYear < y && s.low(i-1) != "오는" && s.low(i-1) != "지난" {
		return s.lastYear
	}
	ahead := s.low(i-1) == "오는" || s.koreanAhead()
	switch {
	case ahead && !later && m != s.day.Month:
		return y + 1
	case !ahead && later && s.low(i-1) != "올해":
		return y - 1
	}
	return y
}

func (s *scanner) koreanAhead() bool {
	for k := range s.toks {
		w := s.low(k)
		if s.kind(k) == hangul && (strings.HasPrefix(w, "예정") || strings.HasPrefix(w, "계획") || strings.HasPrefix(w, "전망") || strings.Contains(w, "앞두")) {
			return true
		}
	}
	return false
}

func (s *scanner) koreanSpan(span period.Span, kind Kind, i int, p place) (hit, bool) {
	f := Figure{Kind: kind, Value: Value{Span: span, Unit: "date"}}
	switch text := s.rest(p); {
	case strings.HasPrefix(text, "까지"):
		f.Role = "deadline"
	case strings.HasPrefix(text, "부터"):
		f.Role = "start"
	case span.From == span.To && s.saidOn(i, p):
		f.Role = "statement_time"
	}
	h := hit{figure: f, first: i, next: p.tok}
	if p.off > 0 {
		h.to, h.next = s.toks[p.tok].start+p.off, p.tok+1
	}
	if f.Role == "start" {
		if r, ok := s.koreanUntil(h); ok {
			return r, true
		}
	}
	return h, true
}

// koreanUntil joins 2022년부터 2025년까지 to one range.
func (s *scanner) koreanUntil(h hit) (hit, bool) {
	if s.kind(h.next) != number || h.figure.Value.Span.From.IsZero() {
		return h, false
	}
	b, ok := s.koreanDate(h.next)
	if !ok || b.figure.Kind != Date || b.figure.Role != "deadline" || b.figure.Value.Span.To.Before(h.figure.Value.Span.From) {
		return h, false
	}
	b.figure.Value.Span.From = h.figure.Value.Span.From
	b.figure.Kind, b.first, b.figure.Role = DateRange, h.first, ""
	return b, true
}

// koreanWord reads figures that hold no digit: 지난해, 올해 말, 다섯 배, 두 번째,
// 절반, 이달.
func (s *scanner) koreanWord(i int) (hit, bool) {
	text := s.toks[i].text
	if v, w := nativeNumber(text); v > 0 {
		if h, ok := s.nativeUnit(i, v, w); ok {
			return h, true
		}
	}
	if strings.HasPrefix(text, "절반") {
		f := Figure{Kind: Share, Value: Value{Amount: decimal.Frac(1, 2), Step: decimal.Frac(1, 20), Unit: "fraction"}}
		return s.koreanHit(f, i, s.step(place{i, 0}, len("절반")), true)
	}
	if h, ok := s.koreanVague(i); ok {
		return h, true
	}
	span, width, ok := s.koreanRelative(text)
	p := s.step(place{i, 0}, width)
	if !ok && (text == "다음" || text == "지난" || text == "이번") && s.kind(i+1) == hangul {
		span, width, ok = s.koreanRelative(text + s.toks[i+1].text)
		p = s.step(place{i + 1, 0}, width-len(text))
	}
	if !ok || strings.HasPrefix(text, "전년도") && indexNoun(s.low(i+1)) {
		return hit{}, false
	}
	if q := (place{p.tok + 1, 0}); p.off == 0 && s.kind(p.tok) == number && span.Days() <= 31 && span.From != span.To {
		if d := small(s.toks[p.tok]); d >= 1 && s.glued(p.tok+1) && strings.HasPrefix(s.rest(q), "일") && !strings.HasPrefix(s.rest(q), "일간") {
			y, m := span.From.Year, span.From.Month
			return s.koreanDay(i, y, m, d, 0, s.step(q, len("일")))
		}
	}
	if p.off == 0 && s.kind(p.tok) == number && !span.From.IsZero() {
		m := small(s.toks[p.tok])
		if q := (place{p.tok + 1, 0}); m >= 1 && m <= 12 && strings.HasPrefix(s.rest(q), "월") {
			return s.koreanMonth(i, span.From.Year, m, 0, s.step(q, len("월")))
		}
	}
	if p.off == 0 && span.Days() > 300 || p.off > 0 {
		span, p = s.koreanPart(span, p)
	}
	return s.koreanSpan(span, Date, i, p)
}

// koreanVague reads 수십억 달러: a sum in words only.
func (s *scanner) koreanVague(i int) (hit, bool) {
	text := s.toks[i].text
	if !strings.HasPrefix(text, "수") {
		return hit{}, false
	}
	p, exp := s.step(place{i, 0}, len("수")), 0
	for p.tok == i || p.off > 0 {
		e, w := koreanScale(s.rest(p))
		if w == 0 {
			break
		}
		exp, p = exp+e, s.step(p, w)
	}
	c, w := koreanCurrency(s.rest(p))
	if exp < 4 || w == 0 {
		return hit{}, false
	}
	f := Figure{Kind: Qualitative, Bound: AtLeast, Value: Value{Amount: pow10(exp), Step: pow10(exp), Unit: c}}
	return s.koreanHit(f, i, s.step(p, w), true)
}

// nativeNumber reads the native numbers that stand before counters.
func nativeNumber(text string) (int64, int) {
	for _, n := range [...]struct {
		word  string
		value int64
	}{{"다섯", 5}, {"여섯", 6}, {"일곱", 7}, {"여덟", 8}, {"아홉", 9}, {"열한", 11}, {"열두", 12}, {"열", 10}, {"한", 1}, {"두", 2}, {"세", 3}, {"네", 4}, {"첫", 1}} {
		if strings.HasPrefix(text, n.word) {
			return n.value, len(n.word)
		}
	}
	return 0, 0
}

func (s *scanner) nativeUnit(i int, v int64, width int) (hit, bool) {
	p := s.step(place{i, 0}, width)
	text := s.rest(p)
	f := Figure{Value: Value{Amount: decimal.Whole(v), Step: decimal.Whole(1)}}
	switch {
	case strings.HasPrefix(text, "배") && v > 1:
		if len(text) > len("배") && !strings.HasPrefix(text, "배로") && !strings.HasPrefix(text, "배가") && !strings.HasPrefix(text, "배나") && !strings.HasPrefix(text, "배에") && !strings.HasPrefix(text, "배를") && !strings.HasPrefix(text, "배 ") && !strings.HasPrefix(text, "배인") && !strings.HasPrefix(text, "배의") {
			return hit{}, false
		}
		f.Kind, f.Value.Unit, f.Value.Factor, f.Value.Direction = Multiple, "times", new(decimal.Whole(v)), "increase"
		return s.koreanHit(f, i, s.step(p, len("배")), true)
	case strings.HasPrefix(text, "번째"):
		f.Kind, f.Value.Unit = Ordinal, "ordinal"
		return s.koreanHit(f, i, s.step(p, len("번째")), true)
	case strings.HasPrefix(text, "달") && (p.tok > i || len(text) == len("달") || strings.HasPrefix(text, "달간")) && !strings.HasPrefix(text, "달러"):
		f.Kind, f.Value.Unit, f.Value.ISO = Duration, "months", isoDuration(f.Value.Amount, "month")
		return s.koreanHit(f, i, s.step(p, len("달")), true)
	}
	return hit{}, false
}

// koreanRelative reads words for days and years seen from the publication.
func (s *scanner) koreanRelative(text string) (period.Span, int, bool) {
	d := s.day
	for _, r := range [...]struct {
		word  string
		unit  byte
		shift int
	}{
		{"재작년", 'y', -2},
		{"지난해", 'y', -1},
		{"작년", 'y', -1},
		{"올해", 'y', 0},
		{"금년", 'y', 0},
		{"내년", 'y', 1},
		{"내후년", 'y', 2},
		{"전년", 'p', -1},
		{"이듬해", 'p', 1},
		{"지난달", 'm', -1},
		{"이달", 'm', 0},
		{"이번달", 'm', 0},
		{"다음달", 'm', 1},
		{"내달", 'm', 1},
		{"지난주", 'w', -1},
		{"이번주", 'w', 0},
		{"다음주", 'w', 1},
		{"오늘", 'd', 0},
		{"어제", 'd', -1},
		{"내일", 'd', 1},
		{"연말", 'e', 0},
		{"연내", 'e', 0},
	} {
		if !strings.HasPrefix(text, r.word) || r.unit == 'd' && len(text) > len(r.word)+3 {
			continue
		}
		if d.IsZero() {
			return period.Span{}, len(r.word), true
		}
		y, m := addMonths(d.Year, d.Month, r.shift)
		switch r.unit {
		case 'y':
			return yearSpan(d.Year + r.shift), len(r.word), true
		case 'p':
			base := s.lastYear
			if base == 0 {
				base = d.Year
			}
			return yearSpan(base + r.shift), len(r.word), true
		case 'm':
			return monthSpan(y, m), len(r.word), true
		case 'w':
			return weekSpan(d, r.shift), len(r.word), true
		case 'e':
			return daySpan(dayOf(d.Year, 12, 31)), len(r.word), true
		default:
			return daySpan(d.AddDays(r.shift)), len(r.word), true
		}
	}
	return period.Span{}, 0, false
}

// saidOn reports the day of a statement: it stands right behind the subject or
// right before the verb of saying.
func (s *scanner) saidOn(i int, p place) bool {
	verb := koreanVerb(s.toks)
	if verb < 0 {
		return false
	}
	next := p.tok
	if p.off > 0 {
		next++
	}
	if verb-next <= 1 && verb >= next-1 {
		return true
	}
	prev := s.low(i - 1)
	return hasAnySuffix(prev, "은", "는", "이", "가") && s.kind(i-1) == hangul
}
