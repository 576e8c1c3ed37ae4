package workbench

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/evidence"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/series"
	"entente/source"
)

// knowledge brings a dossier with its schedule into the form in which texts
// are judged. An agreement sma-11 is the quantity sma.11.
func (c *computed) knowledge() *evidence.Knowledge {
	k := &evidence.Knowledge{Home: string(c.Currency)}
	years := c.yearly()
	for _, a := range c.Agreements {
		p, series, ok := c.pact(a, years)
		if !ok {
			continue
		}
		k.Series = series
		k.Pacts = append(k.Pacts, p)
	}
	slices.SortStableFunc(k.Pacts, func(a, b evidence.Pact) int { return cmp.Compare(a.Number, b.Number) })
	c.exchangeRates(k)
	for _, q := range c.Quantities {
		k.Topics = append(k.Topics, c.topic(q))
	}
	for _, n := range c.Names {
		k.Actors = append(k.Actors, evidence.Actor{Name: n.Name, Aliases: n.Also, Side: n.Side})
	}
	return k
}

// numbered cuts the number off the id of an agreement.
func numbered(id string) (series string, n int, ok bool) {
	at := strings.LastIndexByte(id, '-')
	if at < 0 {
		return "", 0, false
	}
	n, err := strconv.Atoi(id[at+1:])
	return id[:at], n, err == nil
}

// yearly is the lines of the schedule by year.
func (c *computed) yearly() map[int]schedule.Line {
	out := map[int]schedule.Line{}
	if len(c.Agreements) == 0 {
		return out
	}
	for _, l := range c.schedule.Lines(schedule.Selection{Years: c.Years}) {
		if l.Amount != nil && l.Currency == c.Currency {
			out[l.Year] = l
		}
	}
	return out
}

// pact turns an agreement into what a text may say of it.
func (c *computed) pact(a *agreement.Agreement, lines map[int]schedule.Line) (p evidence.Pact, series string, ok bool) {
	series, n, ok := numbered(a.ID)
	if !ok {
		return p, "", false
	}
	id := series + "." + strconv.Itoa(n)
	p = evidence.Pact{ID: id, Number: n, First: a.Term.From.Year, Last: a.Term.To.Year, Cap: ceiling(a)}
	for _, l := range append(a.Labels, a.Title) {
		p.Aliases = append(p.Aliases, strings.ToLower(l.EN))
	}
	opened := false
	for y := p.First; y <= p.Last; y++ {
		l, found := lines[y]
		if !found || l.Agreement == nil || *l.Agreement != a.ID {
			continue
		}
		v := c.year(id, y, l, lines)
		switch {
		case l.Basis != nil && *l.Basis == schedule.SameAs && y == p.First:
			if _, before, ok := numbered(a.ID); ok {
				v.Quantity = fmt.Sprintf("%s.%d.first_year_amount", series, before-1) // the sum before, paid on
			}
		case !opened:
			v.Quantity, opened = id+".first_year_amount", true
		}
		p.Years = append(p.Years, v)
	}
	c.dates(&p, a)
	for _, r := range c.Story.Rounds {
		if r.Agreement == a.ID && r.From != (period.Date{}) {
			to := r.To
			if to == (period.Date{}) {
				to = r.From
			}
			p.Rounds = append(p.Rounds, evidence.Round{Number: r.Number, Span: period.Span{From: r.From.First(), To: to.Last()}, Place: r.Place})
		}
	}
	if len(p.Rounds) > 0 && p.Rounds[0].Number == 1 {
		p.Dates = append(p.Dates, evidence.Dated{Role: "round_1_dates", Quantity: id + ".round_1_dates", Span: p.Rounds[0].Span})
	}
	return p, series, true
}

// ceiling returns the cap of the yearly change in percent, where the text has
// one that binds the step from year to year.
func ceiling(a *agreement.Agreement) *decimal.Fraction {
	for _, amount := range a.Amounts {
		caps := amount.Caps
		if e, ok := amount.Term.(agreement.Escalate); ok {
			if i, ok := e.By.(agreement.Index); ok && i.Adjust.Cap != nil {
				caps = append(slices.Clone(caps), *i.Adjust.Cap)
			}
		}
		for _, c := range caps {
			if c.On == agreement.StepBound {
				return new(c.Rate.Fraction())
			}
		}
	}
	return nil
}

// year is one yearly sum with the arithmetic behind it.
func (c *computed) year(id string, y int, l schedule.Line, lines map[int]schedule.Line) evidence.Yearly {
	at := strconv.Itoa(y)
	sum := c.Units.Natural(money.Amount{Currency: l.Currency, Value: *l.Amount})
	v := evidence.Yearly{
		Year: y, Quantity: id + ".amount_" + at, Amount: *l.Amount, Change: id + ".increase_" + at, Basis: sum + " for " + at,
		Unsure: l.Status != schedule.Agreed || l.Unverified,
	}
	if l.Growth == nil {
		return v
	}
	g := l.Growth.Fraction()
	v.Growth = &g
	if before, ok := lines[y-1]; ok && before.Amount != nil {
		v.Shaky = before.Unverified
		from := c.Units.Natural(money.Amount{Currency: before.Currency, Value: *before.Amount})
		v.GrowthOn = fmt.Sprintf("%s in %d and %s in %d: a change of %s %%", from, y-1, sum, y, *l.Growth)
		if l.Basis != nil && *l.Basis == schedule.ByRule {
			v.Basis = fmt.Sprintf("%s of %d and %s %% make %s for %d", from, y-1, *l.Growth, sum, y)
		}
	}
	return v
}

// dates are the steps in the life of an agreement.
func (c *computed) dates(p *evidence.Pact, a *agreement.Agreement) {
	add := func(role string, span period.Span, source []string) {
		p.Dates = append(p.Dates, evidence.Dated{Role: role, Quantity: p.ID + "." + role, Span: span, Source: source})
	}
	for _, m := range a.Timeline {
		role := map[string]string{"talks_opened": "talks_start", "agreed": "concluded", "announced": "announced", "initialled": "initialled", "signed": "signed", "consent": "consent", "in_force": "entry_into_force"}[m.Event]
		if role != "" {
			add(role, period.Span{From: m.On.First(), To: m.On.Last()}, m.Mark.Source.IDs)
		}
	}
	if _, ok := dated(p, "concluded"); !ok {
		for _, other := range []string{"announced", "initialled", "signed"} {
			if span, ok := dated(p, other); ok {
				add("concluded", span, nil)
				break
			}
		}
	}
	add("effective_year", period.Span{From: a.Term.From, To: period.Day{Year: a.Term.From.Year, Month: 12, Day: 31}}, nil)
	envoys := map[string]period.Date{}
	for _, e := range c.Story.Envoys {
		if _, twice := envoys[e.Party]; e.Agreement == a.ID && !twice {
			envoys[e.Party] = e.From
		}
	}
	first, same := period.Date{}, len(envoys) > 1
	for _, on := range envoys {
		same = same && (first == period.Date{} || first == on)
		if first == (period.Date{}) || on.Compare(first) < 0 {
			first = on
		}
	}
	if first != (period.Date{}) {
		role := "envoy_named"
		if same {
			role = "envoys_named"
		}
		p.Dates = append(p.Dates, evidence.Dated{Role: "envoys_named", Quantity: p.ID + "." + role, Span: period.Span{From: first.First(), To: first.Last()}})
	}
}

func dated(p *evidence.Pact, role string) (period.Span, bool) {
	for _, d := range p.Dates {
		if d.Role == role {
			return d.Span, true
		}
	}
	return period.Span{}, false
}

// exchangeRates takes the rates of the dossier, by month where it has them.
func (c *computed) exchangeRates(k *evidence.Knowledge) {
	for _, monthly := range []bool{true, false} {
		for _, s := range c.Series {
			of, per, err := money.ParsePair(s.Unit)
			if s.Kind != series.Rate || err != nil || of != c.Currency || (s.Frequency == "month") != monthly {
				continue
			}
			for _, o := range s.Observations {
				if !monthly && hasMonth(k, string(per), o.Period.Year) {
					continue
				}
				k.Rates = append(k.Rates, evidence.Rate{Currency: string(per), Period: o.Period, Value: o.Value.Fraction()})
			}
		}
	}
}

func hasMonth(k *evidence.Knowledge, currency string, year int) bool {
	return slices.ContainsFunc(k.Rates, func(r evidence.Rate) bool {
		return r.Currency == currency && r.Period.Year == year && r.Period.Month > 0
	})
}

// topic turns a quantity and the claims about it into what texts are held
// against.
func (c *computed) topic(q source.Quantity) evidence.Topic {
	t := evidence.Topic{ID: q.ID, Unit: q.Unit, Words: q.Words, Avoid: q.Without, Years: q.Years, Firm: q.Official, Of: q.Of}
	if q.Value != nil {
		v := q.Value.Number.Fraction()
		t.Values = append(t.Values, evidence.Report{Quantity: q.ID, Low: v, High: v, Unit: q.Unit, Computed: true})
		return t
	}
	for _, claim := range c.Claims {
		if claim.Quantity != q.ID || claim.Value == nil {
			continue
		}
		if r, ok := c.reported(claim, q.Unit); ok {
			t.Values = append(t.Values, r)
		}
	}
	t.Values = shared(t.Values)
	return t
}

// shared keeps the values that several origins had, where there are such: what
// one alone had beside them supports nothing.
func shared(all []evidence.Report) []evidence.Report {
	origins := map[string]map[string]bool{}
	for _, r := range all {
		key := r.Unit + r.Low.String()
		if origins[key] == nil {
			origins[key] = map[string]bool{}
		}
		who := r.Speaker
		if who == "" {
			who = r.Publisher
		}
		origins[key][who] = true
	}
	some := false
	for _, o := range origins {
		some = some || len(o) > 1
	}
	return slices.DeleteFunc(all, func(r evidence.Report) bool { return some && len(origins[r.Unit+r.Low.String()]) < 2 })
}

// reported turns a claim of the ledger into a report, where it has the unit of
// the quantity. A share may be written in percent.
func (c *computed) reported(claim source.Claim, unit string) (evidence.Report, bool) {
	v := claim.Value.Number.Fraction()
	r := evidence.Report{Quantity: claim.Quantity, Speaker: claim.Speaker, Unit: unit, Published: claim.Said}
	switch {
	case claim.Value.Money != nil:
		r.Unit = string(claim.Value.Money.Currency)
		if unit != "USD" && unit != "KRW" && unit != r.Unit {
			return r, false
		}
	case unit == "fraction" && claim.Value.Unit == "%":
		v = v.Mul(decimal.Frac(1, 100))
	case unit == "percent" && claim.Value.Unit == "%", unit == "persons":
	default:
		return r, false
	}
	r.Low, r.High = v, v
	if len(claim.Mark.Source.IDs) > 0 {
		r.Source = claim.Mark.Source.IDs[0]
		if s, ok := c.Source(r.Source); ok {
			r.Publisher, r.Title = publisherOf(s.Publisher), s.Title
			if day, err := period.Parse(s.Date[:min(len(s.Date), 10)]); err == nil {
				r.Published = day
			} else if month, err := period.Parse(s.Date[:min(len(s.Date), 7)]); err == nil {
				r.Published = month
			}
		}
	}
	if len(claim.Via) > 0 {
		r.Original = claim.Via[0]
	}
	return r, true
}

// publisherOf drops what stands in brackets behind a publisher.
func publisherOf(s string) string {
	name, _, _ := strings.Cut(s, " (")
	return name
}
