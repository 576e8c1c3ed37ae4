package workbench

import (
	"fmt"
	"slices"

	"entente/decimal"
	"entente/dossier"
	"entente/internal/nearest"
	"entente/money"
	"entente/period"
	"entente/schedule"
)

func usage(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrUsage}, args...)...)
}

// options turns a question into options of the plan.
func (q Question) options(d *dossier.Dossier) (schedule.Options, error) {
	opt := schedule.Options{Extend: q.Extend, ExtendTo: q.ExtendTo}
	if q.Extend != "" {
		a, ok := d.Agreement(q.Extend)
		if !ok {
			return opt, usage("--extend: there is no agreement %.60q: %s", q.Extend, nearest.Hint(q.Extend, ids(d)))
		}
		if !schedule.Prolongable(a) {
			return opt, usage("--extend: the last rule of %s is a sum for its own year; it says nothing about later ones", a.ID)
		}
		if opt.ExtendTo == 0 {
			opt.ExtendTo = max(d.Years.To, a.Years().To)
		}
		if opt.ExtendTo-a.Years().From >= mostYears {
			return opt, usage("%s is prolonged by at most %d years", a.ID, mostYears)
		}
	}
	if q.Currency == "" {
		if q.FX != "" {
			return opt, usage("--fx needs --currency")
		}
		return opt, nil
	}
	c, err := money.ParseCurrency(q.Currency)
	if err != nil {
		return opt, usage("--currency: %w: %s", err, nearest.Hint(q.Currency, money.Currencies()))
	}
	if c == d.Currency {
		return opt, nil
	}
	if q.FX == "" {
		return opt, usage("--currency %s needs a named conversion: --fx average, agreed, month:YYYY-MM or spot:YYYY-MM-DD", c)
	}
	fx, err := schedule.ParseFX(q.FX)
	if err != nil {
		return opt, usage("--fx: %w", err)
	}
	opt.Currency, opt.FX = c, fx
	return opt, nil
}

// mostYears is how many years a question may be about.
const mostYears = 300

func ids(d *dossier.Dossier) []string {
	all := make([]string, len(d.Agreements))
	for i, a := range d.Agreements {
		all[i] = a.ID
	}
	return all
}

// day reads a day given by the user.
func day(flag, s string) (period.Day, error) {
	if s == "" {
		return period.Day{}, nil
	}
	d, err := period.Parse(s)
	if err != nil {
		return period.Day{}, usage("--%s: %w", flag, err)
	}
	return d.Last(), nil
}

// world turns a question into the world that the plan runs in.
func (q Question) world(d *dossier.Dossier) (schedule.World, error) {
	known, err := day("known", q.Known)
	if err != nil {
		return schedule.World{}, err
	}
	w := schedule.World{Known: known, Set: map[schedule.Cell]decimal.Decimal{}, Assume: map[string]decimal.Decimal{}}
	for _, s := range q.Set {
		in, err := input("set", s, true, d)
		if err != nil {
			return w, err
		}
		w.Set[schedule.Cell{Series: in.Series, Period: in.Period}] = in.Value
	}
	for _, s := range q.Assume {
		in, err := input("assume", s, false, d)
		if err != nil {
			return w, err
		}
		w.Assume[in.Series] = in.Value
	}
	return w, nil
}

func input(flag, s string, periods bool, d *dossier.Dossier) (dossier.Input, error) {
	in, err := dossier.ParseInput(s, periods)
	if err != nil {
		return in, usage("--%s: %w", flag, err)
	}
	x, ok := d.FindSeries(in.Series)
	if !ok {
		var names []string
		for _, s := range d.Series {
			names = append(names, s.ID)
		}
		slices.Sort(names)
		return in, usage("--%s: there is no series %.60q: %s", flag, in.Series, nearest.Choice(in.Series, names))
	}
	if (x.Kind == "rate" || x.Kind == "level") && in.Value.Sign() <= 0 {
		return in, usage("--%s: a %s must be above zero", flag, x.Kind)
	}
	return in, nil
}
