package schedule

import (
	"slices"
	"strconv"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/period"
	"entente/series"
)

// Convention is one way to read what a text leaves unsaid: in what form the
// index counts, of which year, when amounts are rounded and which way, what the
// next year grows from, and how two rates join.
type Convention struct {
	Index string `json:"index"` // published or exact
	Lag   string `json:"lag"`   // as written, or how many years it is shifted
	Round string `json:"round"` // year or end
	Mode  string `json:"mode"`  // which way amounts are rounded
	Carry string `json:"carry"` // rounded or exact
	Rates string `json:"rates"` // added or compounded; as written, where the texts do both; - where no rates join

	shift int
	mode  decimal.Mode
}

// AsWritten is the word for a lag that is not shifted.
const AsWritten = "as written"

// words of the conventions, as in JSON.
const (
	published, exact   = "published", "exact"
	yearly, atEnd      = "year", "end"
	rounded            = "rounded"
	added, compounded  = "added", "compounded"
	noRates            = "-"
	mostShift, maxYear = 2, period.MaxYear
)

// fields returns the words of a convention in the order of the contract.
func (c Convention) fields() []string {
	return []string{c.Index, c.Lag, c.Round, c.Mode, c.Carry, c.Rates}
}

// conventions enumerates what can be tried on some agreements. Rounding at the
// end leaves nothing rounded to carry, so it comes with exact carry only.
func conventions(all []*agreement.Agreement, raw map[string]*series.Series) []Convention {
	indices, rates := []string{published}, joinings(all)
	if slices.ContainsFunc(all, func(a *agreement.Agreement) bool { return hasTwin(a, raw) }) {
		indices = append(indices, exact)
	}
	shortest := maxYear
	for _, a := range all {
		shortest = min(shortest, shortestLag(a))
	}
	var out []Convention
	for _, index := range indices {
		for shift := -min(mostShift, max(0, shortest)); shift <= mostShift; shift++ {
			if shift != 0 && shortest == maxYear {
				continue // nothing reads an index
			}
			for _, when := range [][2]string{{yearly, rounded}, {yearly, exact}, {atEnd, exact}} {
				for i, mode := range decimal.Modes() {
					for _, join := range rates {
						out = append(out, Convention{Index: index, Lag: lagWord(shift), Round: when[0], Mode: mode, Carry: when[1], Rates: join, shift: shift, mode: decimal.Mode(i)})
					}
				}
			}
		}
	}
	return out
}

func lagWord(shift int) string {
	switch shift {
	case 0:
		return AsWritten
	case 1, -1:
		return signedInt(shift) + " year"
	default:
		return signedInt(shift) + " years"
	}
}

func signedInt(n int) string {
	if n > 0 {
		return "+" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// written returns the convention that an agreement states.
func written(a *agreement.Agreement) Convention {
	c := Convention{Index: published, Lag: AsWritten, Round: yearly, Mode: a.Rounding.Mode.String(), Carry: rounded, Rates: noRates, mode: a.Rounding.Mode}
	if a.Rounding.Exact {
		c.Carry = exact
	}
	c.Rates = joinings([]*agreement.Agreement{a})[0]
	return c
}

// joinings returns how rates may join, beginning with what the texts say.
func joinings(all []*agreement.Agreement) []string {
	sums, products := false, false
	for _, a := range all {
		eachRate(a, func(r agreement.Rate) {
			switch r.(type) {
			case agreement.SumRate:
				sums = true
			case agreement.CompoundRate:
				products = true
			case agreement.FixedRate, agreement.Index, agreement.LevelGrowth:
			}
		})
	}
	switch {
	case sums && products:
		return []string{AsWritten, added, compounded}
	case sums:
		return []string{added, compounded}
	case products:
		return []string{compounded, added}
	default:
		return []string{noRates}
	}
}

// apply returns the agreement as it would read under a convention. The text is
// changed and compiled again: there is no second arithmetic.
func (c Convention) apply(a *agreement.Agreement, raw map[string]*series.Series) *agreement.Agreement {
	b := *a
	b.Categories, b.CarryOver = nil, nil
	b.Rounding.Mode, b.Rounding.Exact = c.mode, c.Carry == exact
	if c.Round == atEnd {
		b.Rounding.Steps = nil
	}
	b.Amounts = nil
	for _, m := range a.Amounts {
		m.Categories, m.Instalments = nil, nil
		switch t := m.Term.(type) {
		case agreement.Escalate:
			// A twin that is a level is read by lag, so a named year becomes the lag of each year.
			for year := m.Years.From; year <= m.Years.To; year++ {
				one := m
				one.Years = period.Years{From: year, To: year}
				one.Term = agreement.Escalate{Year: t.Year, By: c.rate(t.By, year, raw)}
				b.Amounts = append(b.Amounts, one)
			}
			continue
		case agreement.Formula:
			m.Term = agreement.Formula{Text: t.Text, Expr: c.expr(t.Expr, raw)}
		case agreement.Fixed, agreement.SameAs, agreement.Open:
		}
		b.Amounts = append(b.Amounts, m)
	}
	return &b
}

func (c Convention) rate(r agreement.Rate, year int, raw map[string]*series.Series) agreement.Rate {
	switch r := r.(type) {
	case agreement.Index:
		if r.Year != 0 {
			r.Lag, r.Year = year-r.Year, 0
		}
		r.Lag += c.shift
		if c.Index != exact {
			return r
		}
		r.Adjust.Round = nil
		twin := raw[r.Series]
		switch {
		case twin == nil:
			return r
		case twin.Kind == series.Growth:
			r.Series = twin.ID
			return r
		default:
			return agreement.LevelGrowth{Series: twin.ID, Lag: r.Lag, Since: 1, Adjust: r.Adjust, Mark: r.Mark, Pos: r.Pos}
		}
	case agreement.LevelGrowth:
		r.Lag += c.shift
		if c.Index == exact {
			r.Adjust.Round = nil
		}
		return r
	case agreement.SumRate:
		return c.join(r.Rates, year, raw, r.Pos, c.Rates == compounded)
	case agreement.CompoundRate:
		return c.join(r.Rates, year, raw, r.Pos, c.Rates != added)
	case agreement.FixedRate:
		return r
	default:
		return r
	}
}

// join adds or compounds rates, each read under the convention.
func (c Convention) join(rates []agreement.Rate, year int, raw map[string]*series.Series, pos diag.Position, compound bool) agreement.Rate {
	out := make([]agreement.Rate, len(rates))
	for i, r := range rates {
		out[i] = c.rate(r, year, raw)
	}
	if compound {
		return agreement.CompoundRate{Rates: out, Pos: pos}
	}
	return agreement.SumRate{Rates: out, Pos: pos}
}

func (c Convention) expr(e agreement.Expr, raw map[string]*series.Series) agreement.Expr {
	switch e := e.(type) {
	case agreement.SeriesValue:
		e.Offset -= c.shift
		if twin := raw[e.Series]; c.Index == exact && twin != nil && twin.Kind == series.Growth {
			e.Series = twin.ID
		}
		return e
	case agreement.Operation:
		return agreement.Operation{Op: e.Op, L: c.expr(e.L, raw), R: c.expr(e.R, raw)}
	case agreement.Choice:
		of := make([]agreement.Expr, len(e.Of))
		for i, x := range e.Of {
			of[i] = c.expr(x, raw)
		}
		return agreement.Choice{Largest: e.Largest, Of: of}
	case agreement.Number, agreement.PreviousFigure, agreement.FigureOf, agreement.YearNumber, agreement.Sum:
		return e
	default:
		return e
	}
}

// eachRate visits the rates of an agreement, those that join others first.
func eachRate(a *agreement.Agreement, visit func(agreement.Rate)) {
	var walk func(agreement.Rate)
	walk = func(r agreement.Rate) {
		visit(r)
		switch r := r.(type) {
		case agreement.SumRate:
			for _, x := range r.Rates {
				walk(x)
			}
		case agreement.CompoundRate:
			for _, x := range r.Rates {
				walk(x)
			}
		case agreement.FixedRate, agreement.Index, agreement.LevelGrowth:
		}
	}
	for _, m := range a.Amounts {
		if t, ok := m.Term.(agreement.Escalate); ok {
			walk(t.By)
		}
	}
}

// hasTwin reports whether an agreement reads a growth that the dossier also
// holds unrounded, or rounds one itself.
func hasTwin(a *agreement.Agreement, raw map[string]*series.Series) bool {
	found := false
	eachRate(a, func(r agreement.Rate) {
		switch r := r.(type) {
		case agreement.Index:
			found = found || raw[r.Series] != nil || r.Adjust.Round != nil
		case agreement.LevelGrowth:
			found = found || r.Adjust.Round != nil
		case agreement.FixedRate, agreement.SumRate, agreement.CompoundRate:
		}
	})
	return found
}

// shortestLag returns the shortest lag of an agreement, maxYear when nothing is
// read by lag. A year that is named counts as the lag it amounts to.
func shortestLag(a *agreement.Agreement) int {
	shortest := maxYear
	for _, m := range a.Amounts {
		one := agreement.Agreement{Amounts: []agreement.Amount{m}}
		eachRate(&one, func(r agreement.Rate) {
			switch r := r.(type) {
			case agreement.Index:
				if r.Year != 0 {
					r.Lag = m.Years.From - r.Year
				}
				shortest = min(shortest, r.Lag)
			case agreement.LevelGrowth:
				shortest = min(shortest, r.Lag)
			case agreement.FixedRate, agreement.SumRate, agreement.CompoundRate:
			}
		})
		if t, ok := m.Term.(agreement.Formula); ok {
			for _, s := range agreement.SeriesIn(t.Expr) {
				shortest = min(shortest, -s.Offset)
			}
		}
	}
	return shortest
}
