package schedule

import (
	"slices"
	"strconv"

	"entente/agreement"
	"entente/decimal"
	"entente/money"
	"entente/period"
)

// Line is one year of a schedule. In JSON amounts are in whole currency units
// and rates in percent, both as text; what is not known is null.
type Line struct {
	Figure     *string           `json:"figure"`
	Year       int               `json:"year"`
	Period     *YearSpan         `json:"period,omitempty"`
	Agreement  *string           `json:"agreement"`
	Party      string            `json:"party"`
	Currency   money.Currency    `json:"currency"`
	Amount     *decimal.Fraction `json:"amount"`
	Growth     *decimal.Decimal  `json:"growth"`
	Status     Status            `json:"status"`
	Basis      *Basis            `json:"basis"`
	Reasons    []string          `json:"reasons,omitempty"`
	Unverified bool              `json:"unverified,omitempty"`
	Derived    bool              `json:"derived,omitempty"`
	Gap        bool              `json:"gap,omitempty"`
	Extended   bool              `json:"extended,omitempty"`
	Published  bool              `json:"published"` // a published figure stands beside it, which check compares
	Parts      []PartLine        `json:"parts,omitempty"`
	Conversion *ConversionLine   `json:"conversion,omitempty"`
	Rule       *RuleLine         `json:"rule,omitempty"`

	figure *Figure
}

// YearSpan is the years that a figure covers where they are more than one.
type YearSpan struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// PartLine is one currency of a line whose text has several, or another than
// the dossier's.
type PartLine struct {
	Currency money.Currency    `json:"currency"`
	Amount   *decimal.Fraction `json:"amount"`
}

// ConversionLine says at which rate, of which kind, the parts were converted.
type ConversionLine struct {
	Rate *decimal.Fraction `json:"rate"`
	Unit string            `json:"unit"`
	Kind string            `json:"kind"`
}

// RuleLine is a rule that cannot be computed, beside the published figure.
type RuleLine struct {
	Text     string  `json:"text"`
	Computed bool    `json:"computed"`
	Amount   *string `json:"amount"` // always null: the result is unknown
}

// Total is the sum of the known years.
type Total struct {
	Currency     money.Currency   `json:"currency"`
	Amount       decimal.Fraction `json:"amount"`
	Years        int              `json:"years"` // how many years it adds
	UnknownYears []int            `json:"unknown_years"`
}

// Selection says which lines are wanted.
type Selection struct {
	Agreement string // only this one; "" is all
	Years     period.Years
}

// Lines returns a line for every year: of the agreement that was known for it
// in the world, or of none.
func (s *Schedule) Lines(sel Selection) []Line {
	var lines []Line
	for year := sel.Years.From; year <= sel.Years.To; year++ {
		f := s.inForce(year, sel.Agreement)
		if f == nil && sel.Agreement != "" {
			continue
		}
		lines = append(lines, s.line(year, f))
	}
	for i := range lines {
		before := s.inForce(lines[i].Year-1, sel.Agreement)
		if i > 0 && lines[i-1].Year == lines[i].Year-1 {
			before = lines[i-1].figure
		}
		if before != nil {
			lines[i].Growth = growth(s.line(before.Year, before).Amount, lines[i].Amount)
		}
	}
	return lines
}

// inForce returns the figure of a year under the agreement known for it. An
// amendment stands before what it amends, a term before a prolongation.
func (s *Schedule) inForce(year int, only string) *Figure {
	var best *Figure
	for _, a := range s.Plan.input.Agreements {
		if only != "" && a.ID != only {
			continue
		}
		f, ok := s.Plan.Find(a.ID + "/" + strconv.Itoa(year))
		if !ok || !s.World.knownBy(f.Known) {
			continue
		}
		switch {
		case best == nil, best.Extended && !f.Extended, a.Amends == best.Agreement.ID && !f.Extended:
			best = f
		}
	}
	return best
}

func (s *Schedule) line(year int, f *Figure) Line {
	l := Line{Year: year, Status: Unknown, Currency: s.currency(), figure: f}
	if f == nil {
		if agreements := s.Plan.input.Agreements; len(agreements) > 0 {
			l.Party = agreements[0].Payer()
		}
		l.Reasons = []string{"no agreement covers " + strconv.Itoa(year)}
		if !s.World.Known.IsZero() {
			l.Reasons[0] += " as known on " + s.World.Known.String()
		}
		return l
	}
	id := f.Node
	if f.Shown != nil {
		id = *f.Shown
	}
	v := s.At(id)
	basis := f.Basis
	l.Figure, l.Agreement, l.Basis = &f.ID, &f.Agreement.ID, &basis
	l.Party, l.Status, l.Reasons = f.Agreement.Payer(), v.Status, v.Reasons
	l.Unverified, l.Derived, l.Gap, l.Extended = v.Unverified || f.Amount.Mark.Unverified, v.Derived, f.Gap, f.Extended
	if v.Known() {
		l.Amount = &v.Number
	}
	l.Published = slices.ContainsFunc(f.Agreement.Published, func(p agreement.Published) bool { return p.Years == period.Years{From: year, To: year} })
	for _, p := range f.Parts {
		part := PartLine{Currency: p.Currency}
		if pv := s.At(p.Node); pv.Known() {
			part.Amount = &pv.Number
		}
		l.Parts = append(l.Parts, part)
	}
	if f.Conversion != nil {
		l.Conversion = &ConversionLine{Unit: f.Conversion.Unit, Kind: f.Conversion.Kind}
		if r := s.At(f.Conversion.Rate); r.Known() {
			l.Conversion.Rate = &r.Number
		}
	}
	if f.Rule != nil {
		l.Rule = &RuleLine{Text: f.Rule.Text.EN, Computed: f.Rule.Computed}
	}
	return l
}

func (s *Schedule) currency() money.Currency {
	if s.Plan.options.Currency != "" {
		return s.Plan.options.Currency
	}
	return s.Plan.input.Currency
}

// AgreementOf returns the agreement of a line, or nil.
func (l Line) AgreementOf() *agreement.Agreement {
	if l.figure == nil {
		return nil
	}
	return l.figure.Agreement
}

// growth returns the growth in percent, to one decimal as the press prints it.
func growth(before, now *decimal.Fraction) *decimal.Decimal {
	if before == nil || now == nil {
		return nil
	}
	q, ok := now.Quo(*before)
	if !ok {
		return nil
	}
	d, _ := q.Sub(decimal.Whole(1)).Mul(decimal.Whole(100)).Round(decimal.New(1, -1), decimal.HalfUp)
	return &d
}

// TotalOf adds the lines whose amounts are known and names the years of the
// others.
func TotalOf(lines []Line, currency money.Currency) Total {
	t := Total{Currency: currency, UnknownYears: []int{}}
	for _, l := range lines {
		if l.Amount == nil {
			t.UnknownYears = append(t.UnknownYears, l.Year)
			continue
		}
		t.Amount = t.Amount.Add(*l.Amount)
		t.Years++
	}
	slices.Sort(t.UnknownYears)
	return t
}

// Amount returns the value of a figure in its own currency.
func (s *Schedule) Amount(f *Figure) (money.Amount, Value) {
	v := s.At(f.Node)
	return money.Amount{Currency: f.Currency, Value: v.Number}, v
}
