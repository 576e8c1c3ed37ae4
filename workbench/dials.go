package workbench

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/internal/text"
	"entente/period"
)

// DialsResult is the numbers in the terms of an agreement that a reader may
// move.
type DialsResult struct {
	Header
	Agreement string     `json:"agreement"`
	Title     text.Text  `json:"title"`
	Dials     []DialLine `json:"dials"`
}

// DialLine is a number in the terms.
type DialLine struct {
	Path  string  `json:"path"`  // of a what-if
	Kind  string  `json:"kind"`  // sum, rate, cap or floor
	Years string  `json:"years"` // for which it holds
	Value string  `json:"value"` // as written, without its unit and without marks between digits
	Unit  string  `json:"unit"`  // as written behind the number: % or the unit of a sum
	Low   float64 `json:"low"`   // a range worth trying
	High  float64 `json:"high"`
	Step  float64 `json:"step"`
}

// Dials lists the sums, rates, caps and floors of an agreement as its text
// writes them; "" is the last agreement.
func (w *Workbench) Dials(name, id string) (*DialsResult, error) {
	o, err := w.open(name, nil)
	if err != nil {
		return nil, err
	}
	out := &DialsResult{Header: Header{Dossier: o.ID, Digest: o.Digest}, Dials: []DialLine{}}
	if n := len(o.Agreements); id == "" && n > 0 {
		id = o.Agreements[n-1].ID
	}
	a, ok := o.Agreement(id)
	if !ok {
		return out, nil
	}
	out.Agreement, out.Title = a.ID, a.Title
	for _, m := range a.Amounts {
		for _, place := range dialPlaces() {
			if l, ok := o.dial(a, m, place); ok {
				out.Dials = append(out.Dials, l)
			}
		}
	}
	return out, nil
}

// dialPlace is where a number may stand below the years it holds for.
type dialPlace struct{ below, kind string }

func dialPlaces() []dialPlace {
	all := []dialPlace{{"", "sum"}, {"/value", "sum"}, {"/by", "rate"}, {"/by/value", "rate"}}
	for i := range 4 {
		for _, join := range []string{"add", "compound"} {
			at := "/by/" + join + "/" + strconv.Itoa(i)
			all = append(all, dialPlace{at, "rate"}, dialPlace{at + "/value", "rate"})
		}
	}
	for _, bound := range []string{"cap", "floor"} {
		for _, on := range []agreement.BoundKind{agreement.StepBound, agreement.LevelBound, agreement.SumBound} {
			all = append(all, dialPlace{"/by/" + bound + "/" + string(on), bound}, dialPlace{"/" + bound + "/" + string(on), bound})
		}
	}
	return all
}

// dial reads the number at a place; ok is false where none stands.
func (o *opened) dial(a *agreement.Agreement, m agreement.Amount, at dialPlace) (DialLine, bool) {
	l := DialLine{Kind: at.kind, Years: m.Years.String()}
	l.Path = a.ID + "/amounts/" + l.Years + at.below
	written, ok := o.At(l.Path)
	if !ok {
		return l, false
	}
	end := strings.IndexFunc(written, func(r rune) bool { return !strings.ContainsRune("0123456789._", r) })
	if end < 1 {
		return l, false
	}
	l.Value, l.Unit = strings.ReplaceAll(written[:end], "_", ""), strings.TrimSpace(written[end:])
	v, err := decimal.Parse(l.Value)
	if err != nil || v.Sign() <= 0 || l.Unit == "" {
		return l, false
	}
	x := v.Float64()
	if l.Unit == "%" {
		l.Step, l.High = 0.1, max(10, 2*x)
		return l, true
	}
	if _, err := o.Units.Parse(written); err != nil {
		return l, false
	}
	l.Step = 1
	for ; l.Step*1000 < x; l.Step *= 10 {
	}
	l.Low, l.High = float64(int(x/2/l.Step))*l.Step, float64(int(x*3/2/l.Step)+1)*l.Step
	if v.Places() > 0 {
		l.Step = 0.1
	}
	return l, true
}

// Moved turns the values of moved terms, by path, into changes of a what-if.
// What stands as it is written is no change.
func (w *Workbench) Moved(name string, values map[string]string) ([]string, error) {
	if len(values) == 0 {
		return nil, nil
	}
	o, err := w.open(name, nil)
	if err != nil {
		return nil, err
	}
	var changes []string
	for path, value := range values {
		written, ok := o.At(path)
		if !ok {
			return nil, usage("there is no single value at %.80q", path)
		}
		number := strings.TrimLeft(written, "0123456789._")
		was, errWas := decimal.Parse(strings.TrimSuffix(written, number))
		is, err := decimal.Parse(value)
		switch {
		case err != nil || errWas != nil:
			return nil, usage("%.80s: %.40q is no number", path, value)
		case !is.Equal(was):
			changes = append(changes, path+"="+value+number)
		}
	}
	slices.Sort(changes)
	return changes, nil
}

// Days returns the days on which something became known that sums rest on:
// terms were announced, or a series that a rule reads was published. They are
// the days at which the answer to "as known on" may change.
func (w *Workbench) Days(name string) ([]period.Day, error) {
	o, err := w.open(name, nil)
	if err != nil {
		return nil, err
	}
	var days []period.Day
	for _, a := range o.Agreements {
		if d := a.KnownFrom(); !d.IsZero() {
			days = append(days, d)
		}
	}
	for _, s := range o.read() {
		for _, v := range s.Observations {
			if !v.Published.IsZero() {
				days = append(days, v.Published)
			}
		}
	}
	slices.SortFunc(days, func(a, b period.Day) int { return cmp.Compare(a.String(), b.String()) })
	return slices.Compact(days), nil
}
