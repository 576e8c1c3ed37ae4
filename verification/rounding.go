package verification

import (
	_ "embed"
	"fmt"

	"entente/decimal"
)

//go:embed cases/rounding.json
var roundingData []byte

// A rounding is one number taken to a multiple of a unit.
type rounding struct {
	ID     string `json:"id"`
	Mode   string `json:"mode"`
	Unit   number `json:"unit"`
	In     number `json:"in"`
	Expect number `json:"expect"`
}

func roundingSuite() suite {
	return suite{
		Model: "rounding", Names: []string{"rounding"}, Accepts: named("rounding"),
		Own: func() ([]Case, error) { return own(roundingData, runRounding) },
		Run: runRounding,
	}
}

// runRounding rounds each number by decimal.Fraction.Round, as every plan does.
func runRounding(f *file) ([]Case, error) {
	var all []rounding
	if err := f.need("cases", &all); err != nil {
		return nil, err
	}
	var cases []Case
	for i, r := range all {
		mode, ok := decimal.ParseMode(r.Mode)
		if !ok {
			return nil, fmt.Errorf("%w: case %d: mode %.20q is not known", ErrShape, i+1, r.Mode)
		}
		unit, err := r.Unit.decimal()
		if err != nil {
			return nil, err
		}
		if unit.Sign() <= 0 || r.In == "" || r.Expect == "" {
			return nil, fmt.Errorf("%w: case %d needs unit, in and expect", ErrShape, i+1)
		}
		got, _ := r.In.fraction().Round(unit, mode)
		cases = append(cases, Case{
			ID: nth(r.ID, "rounding", i), Expected: string(r.Expect), Got: got.String(), Tolerance: "0", Source: f.cited(),
			Note: fmt.Sprintf("%s to %s, %s", r.In, r.Unit, r.Mode),
		})
	}
	return cases, nil
}

// nth is the id of a case that its file does not name: its place, from 1.
func nth(id, suite string, i int) string {
	if id != "" {
		return id
	}
	return fmt.Sprintf("%s-%02d", suite, i+1)
}

// own runs a suite on an embedded file.
func own(data []byte, run func(*file) ([]Case, error)) ([]Case, error) {
	f, err := open("cases.json", data)
	if err != nil {
		return nil, err
	}
	return run(f)
}
