package schedule

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/money"
	"entente/period"
	"entente/series"
)

// ErrFX is returned, wrapped, for a conversion that cannot be read.
var ErrFX = errors.New("unknown conversion")

// FX names how figures are shown in another currency. Rates come from the
// series of the dossier and from its agreements, never from elsewhere.
type FX struct {
	Kind string // average, agreed, month or spot
	When period.Period
}

// FXForms returns the forms that ParseFX reads.
func FXForms() []string { return []string{"average", "agreed", "month:YYYY-MM", "spot:YYYY-MM-DD"} }

// ParseFX reads average, agreed, month:YYYY-MM or spot:YYYY-MM-DD.
func ParseFX(s string) (FX, error) {
	kind, when, dated := strings.Cut(s, ":")
	f := FX{Kind: kind}
	bad := fmt.Errorf("%w %.40q: one of %s", ErrFX, s, strings.Join(FXForms(), ", "))
	switch {
	case (kind == "average" || kind == "agreed") && !dated:
		return f, nil
	case (kind == "month" || kind == "spot") && dated:
		p, err := period.Parse(when)
		if err != nil || kind == "month" && (p.Month == 0 || p.Day != 0) || kind == "spot" && p.Day == 0 {
			return FX{}, bad
		}
		f.When = p
		return f, nil
	}
	return FX{}, bad
}

// String returns the form that ParseFX reads.
func (f FX) String() string {
	if f.When == (period.Period{}) {
		return f.Kind
	}
	return f.Kind + ":" + f.When.String()
}

// fxRate finds the rate that shows a year in another currency; ok is false
// when the dossier has none.
func (c *compiler) fxRate(f *Figure, from, to money.Currency) (ID, bool) {
	frequency, p := "year", period.Year(f.Year)
	switch c.opt.FX.Kind {
	case "agreed":
		conv, ok := f.Agreement.ConversionFor(f.Year)
		if !ok || conv.Rate == nil {
			return 0, false
		}
		unit := fmt.Sprintf("%s/%s", conv.Rate.Of, conv.Rate.Per)
		return c.plan.add(Node{Kind: Const, Value: conv.Rate.Value, Unit: unit, Label: conv.Kind + " rate", Mark: conv.Mark, Pos: conv.Pos}), true
	case "month":
		frequency, p = "month", c.opt.FX.When
	case "spot":
		frequency, p = "day", c.opt.FX.When
	}
	i := slices.IndexFunc(c.in.Series, func(s *series.Series) bool {
		return s.Kind == series.Rate && s.Frequency == frequency && (s.Unit == pairUnit(from, to) || s.Unit == pairUnit(to, from))
	})
	if i < 0 {
		return 0, false
	}
	return c.observationQuiet(c.in.Series[i], p), true
}

func pairUnit(of, per money.Currency) string { return string(of) + "/" + string(per) }

// observationQuiet reads a series for showing: a missing rate leaves the shown
// figure unknown but is no fault of the dossier.
func (c *compiler) observationQuiet(s *series.Series, p period.Period) ID {
	key := s.ID + "|" + p.String()
	if n, done := c.seen[key]; done {
		return n
	}
	n := c.plan.add(Node{Kind: Observation, Series: s, Period: p, Unit: unitOf(s), Label: s.What.EN})
	c.seen[key] = n
	return n
}
