package evidence

import (
	"strings"

	"entente/decimal"
	"entente/period"
)

// readings lists the ways in which a figure with a quantity can be meant, the
// plainest first. firm tells that the quantity is computed or official.
func (j *judge) readings(i int) (out []reading, firm bool) {
	f := &j.figs[i]
	if t := j.k.topic(f.Quantity); t != nil {
		return j.topicReadings(f, t), t.Firm
	}
	if base, ok := strings.CutSuffix(f.Quantity, ".annual_amount"); ok {
		for p := range j.k.Pacts {
			if j.k.Pacts[p].ID == base {
				for y := range j.k.Pacts[p].Years {
					if !j.now.IsZero() && (j.text == nil || !j.text.rough) && j.k.Pacts[p].Years[y].Year > j.now.Year+1 && y > 0 {
						break // what is paid a year is not what will be paid
					}
					out = append(out, j.sum(f, &j.k.Pacts[p], &j.k.Pacts[p].Years[y])...)
				}
			}
		}
		return out, true
	}
	if p := j.k.ceiling(f.Quantity); p != nil {
		return []reading{{point(*p.Cap), "percent", "no year may rise by more than " + tidy(*p.Cap, 2) + " %", Consistent}}, true
	}
	if p, years := j.several(f.Quantity); p != nil {
		return j.severalChanges(p, years), true
	}
	p, y := j.k.byQuantity(f.Quantity)
	if y == nil {
		return nil, false
	}
	if y.Change == f.Quantity {
		return j.changes(y), !y.Unsure && !y.Shaky
	}
	out = j.sum(f, p, y)
	for _, n := range []int{y.Year - 1, y.Year + 1} {
		if other := j.k.amount(n); other != nil && !other.Amount.Equal(y.Amount) {
			for _, r := range j.sum(f, j.k.covering(n), other) {
				if r.grade == Imprecise {
					continue
				}
				r.grade, r.what = Imprecise, r.what+", which is the sum of "+itoa(n)+", not of "+itoa(y.Year)
				out = append(out, r)
			}
		}
	}
	return out, !y.Unsure
}

// sum gives the readings of a yearly sum in the currency of the figure.
func (j *judge) sum(f *Figure, p *Pact, y *Yearly) []reading {
	v := y.Amount
	basis := y.Basis
	if basis == "" {
		basis = say(v, j.k.Home)
	}
	if f.Value.Unit == j.k.Home {
		return []reading{{point(v), j.k.Home, basis, Consistent}}
	}
	if f.Value.Unit == "times" || f.Value.Unit == "percent" {
		return nil
	}
	if first := j.k.firstRate(f.Value.Unit); first == 0 || y.Year < first {
		return nil // no rate of that time is known; today's tells nothing
	}
	var out []reading
	for n, w := range j.windows(p, y.Year) {
		low, high, ok := j.k.rates(f.Value.Unit, w.span)
		if !ok {
			continue
		}
		if n == 1 || n == 2 {
			// The rates are monthly means; a day may lie beside them.
			low, high = low.Mul(decimal.Frac(975, 1000)), high.Mul(decimal.Frac(1025, 1000))
		}
		a, okA := v.Quo(high)
		b, okB := v.Quo(low)
		if !okA || !okB {
			continue
		}
		grade := Consistent
		if n >= j.plainWindows() && f.Value.Converted == 0 {
			grade = Imprecise // beside its won the sum claims no rate: what the press calculates with lags behind
		}
		out = append(out, reading{interval{a, b}, f.Value.Unit, basis + " at " + sayInterval(interval{low, high}, j.k.Home) + " per " + f.Value.Unit + " (" + w.why + ")", grade})
	}
	return out
}

// window is a stretch of time whose exchange rates a text may have used.
type window struct {
	span period.Span
	why  string
}

func (j *judge) plainWindows() int { return 3 }

// windows are the year of the sum, the months around the conclusion and around
// the publication; behind them, as imprecise, anything within two and a half years.
func (j *judge) windows(p *Pact, year int) []window {
	around := func(s period.Span) period.Span {
		return period.Span{From: s.From.AddDays(-31), To: s.To.AddDays(31)}
	}
	w := make([]window, 3, 4)
	w[0] = window{yearSpan(year), "rates of " + itoa(year)}
	if p != nil {
		if c, ok := p.date("concluded"); ok && p.opening() != nil && year <= p.opening().Year {
			w[1] = window{around(c), "rates when it was concluded"}
		}
	}
	if s := j.doc.Published.Span; !s.From.IsZero() {
		if s.To.Before(w[0].span.From) {
			w[0] = window{} // nobody knew the rates of a year to come
		}
		w[2] = window{around(s), "rates at the publication"}
		far := period.Span{From: s.From.AddDays(-900), To: s.To.AddDays(31)}
		w = append(w, window{far, "rates of the years before the publication, not of its day"})
	}
	for i := range w {
		if w[i].span.From.IsZero() {
			w[i].span = period.Span{From: dayOf(1, 1, 1), To: dayOf(1, 1, 2)}
		}
	}
	return w
}

// changes gives the readings of a yearly change: as published, as the sums
// give it, and, with the label wrong, of the years beside it.
func (j *judge) changes(y *Yearly) []reading {
	out := j.change(y, Consistent)
	if before, two := j.k.amount(y.Year-1), j.k.amount(y.Year-2); before != nil && two != nil && !two.Amount.Equal(before.Amount) {
		if g, ok := growth(y.Amount, two.Amount); ok {
			out = append(out, reading{point(g), "percent", tidy(g, 2) + " % is the change against " + itoa(y.Year-2), Imprecise})
		}
	}
	for _, n := range []int{y.Year - 1, y.Year + 1, y.Year - 2, y.Year + 2} {
		if other := j.k.amount(n); other != nil && other.Growth != nil && other.Growth.Sign() != 0 {
			for _, r := range j.change(other, Imprecise) {
				r.what += ", which is the change of " + itoa(n) + ", not of " + itoa(y.Year)
				out = append(out, r)
			}
		}
	}
	return out
}

// change gives the published and the computed change of one year. A stated
// decrease has the other sign.
func (j *judge) change(y *Yearly, grade Verdict) []reading {
	var out []reading
	if y.Growth != nil {
		basis := y.GrowthOn
		if basis == "" {
			basis = tidy(*y.Growth, 2) + " % is the published change of " + itoa(y.Year)
		}
		g := *y.Growth
		if g.Sign() < 0 {
			g = g.Neg()
		}
		out = append(out, reading{point(g), "percent", basis, grade})
	}
	if before := j.k.amount(y.Year - 1); before != nil {
		if g, ok := growth(y.Amount, before.Amount); ok {
			if g.Sign() < 0 {
				g = g.Neg()
			}
			out = append(out, reading{point(g), "percent", say(y.Amount, j.k.Home) + " against " + say(before.Amount, j.k.Home) + " is " + tidy(g, 2) + " %", grade})
		}
	}
	return out
}

func growth(to, from decimal.Fraction) (decimal.Fraction, bool) {
	q, ok := to.Quo(from)
	return q.Sub(decimal.Whole(1)).Mul(decimal.Whole(100)), ok
}

// several reads sma.11.increase_2023_2025.
func (j *judge) several(id string) (*Pact, period.Years) {
	before, after, ok := strings.Cut(id, ".increase_")
	if !ok {
		return nil, period.Years{}
	}
	y, err := period.ParseYears(strings.Replace(after, "_", "..", 1))
	if err != nil || y.Len() < 2 {
		return nil, period.Years{}
	}
	for i := range j.k.Pacts {
		if j.k.Pacts[i].ID == before {
			return &j.k.Pacts[i], y
		}
	}
	return nil, period.Years{}
}

func (j *judge) severalChanges(p *Pact, years period.Years) []reading {
	var out []reading
	for y := years.From; y <= years.To; y++ {
		if a := p.year(y); a != nil {
			out = append(out, j.change(a, Consistent)...)
		}
	}
	return out
}

// topicReadings gives what others reported, as sums, as multiples and as
// percentages of what they are measured against. What the document itself, a
// copy of it or its original says is set aside.
func (j *judge) topicReadings(f *Figure, t *Topic) []reading {
	var out []reading
	for _, r := range t.Values {
		if j.own(r) {
			continue
		}
		value := interval{r.Low, r.High}
		what := say(r.Low, r.Unit) + " as " + cite(r)
		switch {
		case f.Kind == Multiple || f.Kind == Percent && t.Unit != "percent" && t.Unit != "fraction":
			out = append(out, j.multiples(f, t, value, what)...)
		case f.Kind == Money && f.Value.Unit != r.Unit:
			out = append(out, j.exchanged(f, value, r, t, what)...)
		case t.Unit == "fraction" && f.Kind == Percent:
			out = append(out, reading{value.scale(decimal.Whole(100)), "percent", what, Consistent})
		case t.Unit == "percent" && f.Kind == Share:
			out = append(out, reading{value.scale(decimal.Frac(1, 100)), "fraction", what, Consistent})
		default:
			out = append(out, reading{value, r.Unit, what, Consistent})
		}
	}
	return out
}

func cite(r Report) string {
	switch {
	case r.Computed:
		return "the dossier has it"
	case r.Speaker != "" && r.Publisher != "":
		return r.Speaker + " had it, " + r.Publisher + " " + r.Published.String()
	case r.Publisher != "":
		return r.Publisher + " had it, " + r.Published.String()
	}
	return "the dossier has it"
}

// multiples measures a demand against what was paid: the sum in the currency of
// the demand at the average rate of the year, or about the round figure that
// the press used.
func (j *judge) multiples(f *Figure, t *Topic, value interval, what string) []reading {
	_, y := j.k.byQuantity(t.Of)
	if y == nil {
		return nil
	}
	low, high, ok := j.k.rates("USD", yearSpan(y.Year))
	if !ok {
		return nil
	}
	mean := low.Add(high).Mul(decimal.Frac(1, 2))
	paid, _ := y.Amount.Quo(mean)
	rounded := roundTo(paid)
	var out []reading
	for _, b := range []decimal.Fraction{rounded, paid} {
		lo, ok1 := value.lo.Quo(b)
		hi, ok2 := value.hi.Quo(b)
		if !ok1 || !ok2 {
			continue
		}
		r := reading{interval{lo, hi}, "times", what + " ÷ " + say(b, "USD") + " paid in " + itoa(y.Year) + " is " + tidy(lo, 2) + " times", Consistent}
		out = append(out, r)
		if f.Kind == Percent && f.Value.Factor != nil {
			r.grade, r.what = Imprecise, r.what+", read as that many percent of it instead of percent more"
			r.value = interval{lo.Add(decimal.Whole(1)), hi.Add(decimal.Whole(1))}
			out = append(out, r)
		}
	}
	return out
}

// roundTo returns the round number a text would use: the next power of ten
// when it lies within 15 %, else the first digit.
func roundTo(v decimal.Fraction) decimal.Fraction {
	for e := 3; e < 15; e++ {
		if p := pow10(e); (interval{share(p, 85), share(p, 115)}).touches(point(v)) {
			return p
		}
	}
	step := pow10(0)
	for range 15 {
		if next := step.Mul(decimal.Whole(10)); next.Cmp(v) <= 0 {
			step = next
			continue
		}
		break
	}
	d, _ := v.Round(decimalOf(step), decimal.HalfUp)
	return d.Fraction()
}

func decimalOf(f decimal.Fraction) decimal.Decimal {
	d, _ := f.Decimal()
	return d
}

// exchanged turns a reported value into the currency of the figure, at the
// rates of the publication, of the report and of the years of the topic.
func (j *judge) exchanged(f *Figure, value interval, r Report, t *Topic, what string) []reading {
	unit, home := f.Value.Unit, j.k.Home
	foreign := r.Unit
	if unit != home && foreign == home {
		foreign = unit
	} else if unit != home || foreign == home {
		return nil
	}
	spans := []period.Span{{From: r.Published.First().AddDays(-100), To: r.Published.Last().AddDays(100)}}
	if s := j.doc.Published.Span; !s.From.IsZero() {
		spans = append(spans, period.Span{From: s.From.AddDays(-100), To: s.To.AddDays(31)})
	}
	if t.Years != (period.Years{}) {
		spans = append(spans, period.Span{From: dayOf(t.Years.From, 1, 1), To: dayOf(t.Years.To, 12, 31)})
	}
	var out []reading
	for _, span := range spans {
		low, high, ok := j.k.rates(foreign, span)
		if !ok {
			continue
		}
		v := interval{value.lo.Mul(low), value.hi.Mul(high)}
		if unit != home {
			a, _ := value.lo.Quo(high)
			b, _ := value.hi.Quo(low)
			v = interval{a, b}
		}
		out = append(out, reading{v, unit, what + " at " + sayInterval(interval{low, high}, home), Consistent})
	}
	return out
}

// own reports a publication that is this document, a copy of it, or what it was
// taken from: a document never supports its own figure.
func (j *judge) own(r Report) bool {
	if r.Computed {
		return false
	}
	if r.Title != "" && sameText(r.Title, j.doc.Title) {
		return true
	}
	same := func(p string) bool { return p != "" && j.doc.Publisher != "" && strings.EqualFold(p, j.doc.Publisher) }
	s := j.doc.Published.Span
	if s.From.IsZero() || r.Published == (period.Period{}) {
		return same(r.Publisher)
	}
	_, near := s.Intersect(period.Span{From: r.Published.First().AddDays(-2), To: r.Published.Last().AddDays(2)})
	return near && (same(r.Publisher) || same(r.Original))
}
