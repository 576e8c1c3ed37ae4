package evidence

import (
	"entente/decimal"
	"entente/period"
)

// Statement is a figure that was written down as a claim, with the quantity it
// is about: what a reader of a document would have found in it.
type Statement struct {
	Quantity  string
	Amount    decimal.Fraction
	Step      decimal.Fraction // worth of the last stated digit; zero: of the last that is not zero
	Unit      string           // ISO currency, percent, times, persons, fraction
	Surface   string           // as written
	Bound     Bound
	Publisher string
	Published period.Span
}

// Judge judges a statement as [Check] judges a figure: what its own publisher
// reported does not support it. Verdict, what was expected, and the arithmetic.
func Judge(k *Knowledge, s Statement) (v Verdict, expected, why string) {
	kind := Money
	switch s.Unit {
	case "percent":
		kind = Percent
	case "times":
		kind = Multiple
	case "persons":
		kind = Count
	case "fraction":
		kind = Share
	}
	step := pow10(0)
	if d, ok := s.Amount.Decimal(); ok {
		step = pow10(-d.Reduce().Places())
	}
	switch {
	case s.Step.Sign() > 0:
		step = s.Step
	case kind == Money:
		step = lastDigit(s.Amount, step)
	}
	f := Figure{Kind: kind, Surface: s.Surface, Bound: s.Bound, Quantity: s.Quantity, Attribution: Attribution{Speaker: Narrator}, Value: Value{Amount: s.Amount, Step: step, Unit: s.Unit}}
	if kind == Multiple {
		f.Value.Factor = new(s.Amount)
	}
	if kind == Percent && s.Amount.Cmp(decimal.Whole(100)) >= 0 {
		f.Value.Factor = new(decimal.Whole(1).Add(s.Amount.Mul(decimal.Frac(1, 100))))
	}
	d := &Document{Publisher: s.Publisher, Published: Published{Span: s.Published}}
	figs := []Figure{f}
	j := &judge{k: k, doc: d, now: s.Published.To, figs: figs}
	j.run()
	return figs[0].Verdict, figs[0].Expected, figs[0].Why
}
