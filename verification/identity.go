package verification

import (
	"cmp"
	_ "embed"
	"fmt"

	"entente/decimal"
)

//go:embed cases/identities.json
var identityData []byte

// An identity is a line of arithmetic by which a published number follows from
// others. Kind says which: each is computed by the function of the engine that
// computes the like of it.
type identity struct {
	ID      string   `json:"id"`
	Kind    string   `json:"kind"`
	Numbers []number `json:"numbers"`
	Years   []int    `json:"years"` // of a total, or how many the growth goes over
	List    string   `json:"list"`  // a list of many numbers, by its name
	Count   int      `json:"count"` // how many the list must hold
	Exact   *number  `json:"exact"`
	Target  number   `json:"target"`
	Against *number  `json:"against"` // a number that is known not to agree; Target is what it is said to be
	Rounded *number  `json:"rounded"` // what is said to come out, where that is not Target
	Note    string   `json:"note"`
	Source  string   `json:"source"`
}

// The kinds of identities and their numbers.
const (
	growKind   = "grow"   // base, percent: base grown once, rounded
	partsKind  = "parts"  // eok, millions of dollars, won to the dollar: a total in eok
	growthKind = "growth" // before, after: the growth in percent
	meanKind   = "mean"   // first, last; years: the compound growth a year
	sumKind    = "sum"    // numbers, or a list
	ratioKind  = "ratio"  // a, b and perhaps c: a ÷ b × c
	shownKind  = "shown"  // millions of dollars, or eok and won to the dollar: hundreds of millions, cut off
	totalKind  = "total"  // years: what the bundled dossier pays in them
)

func identitySuite() suite {
	return suite{
		Model: "identities", Names: []string{"identities"},
		Accepts: func(f *file) bool {
			return f.Suite == "identities" || len(f.Table) > 0 && f.Table[0]["expression"] != "" && f.Table[0]["id"] != ""
		},
		Own: func() ([]Case, error) { return own(identityData, runIdentities) },
		Run: runIdentities,
	}
}

func runIdentities(f *file) ([]Case, error) {
	var all []identity
	var err error
	if f.Table != nil {
		all, err = readExpressions(f.Table)
	} else {
		err = f.need("cases", &all)
	}
	if err != nil {
		return nil, err
	}
	lists, err := readLists(f)
	if err != nil {
		return nil, err
	}
	k, err := openKorea()
	if err != nil {
		return nil, err
	}
	var cases []Case
	for i, x := range all {
		x.ID = nth(x.ID, "identity", i)
		if x.List != "" {
			if x.Numbers = lists[x.List]; len(x.Numbers) == 0 || x.Count != 0 && len(x.Numbers) != x.Count {
				return nil, fmt.Errorf("%w: %s: the list %q has %d numbers", ErrShape, x.ID, x.List, len(x.Numbers))
			}
		}
		made, err := x.run(k)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", x.ID, err)
		}
		source := k.cite(cmp.Or(x.Source, f.cited()))
		for j := range made {
			made[j].Source, made[j].Note = source, x.Note
		}
		cases = append(cases, made...)
	}
	return cases, nil
}

// readLists reads the long lists of a file; one that brings none is computed
// with those of this package.
func readLists(f *file) (map[string][]number, error) {
	lists := map[string][]number{}
	if f.has("lists") {
		_, err := f.read("lists", &lists)
		return lists, err
	}
	bundled, err := open("cases.json", identityData)
	if err != nil {
		return nil, err
	}
	_, err = bundled.read("lists", &lists)
	return lists, err
}

// run makes a case of an identity, and a second one of its exact value where
// the file tells it.
func (x identity) run(k *korea) ([]Case, error) {
	want, ok := map[string]int{growKind: 2, partsKind: 3, growthKind: 2, meanKind: 2}[x.Kind]
	if ok && len(x.Numbers) != want || x.Target == "" {
		return nil, fmt.Errorf("%w: %s takes %d numbers and a target", ErrShape, x.Kind, want)
	}
	if len(x.Numbers) > maxNumbers {
		return nil, fmt.Errorf("%w: more than %d numbers", ErrTooLarge, maxNumbers)
	}
	got, exact, err := x.compute(k)
	if err != nil {
		return nil, err
	}
	cases := []Case{{ID: x.ID, Expected: string(x.Target), Got: got, Tolerance: "0"}}
	if x.Against != nil {
		if x.Exact == nil {
			return nil, fmt.Errorf("%w: a number that differs from what is published needs its exact value", ErrShape)
		}
		cases[0].Expected = differing(x.Target.fraction(), x.Exact.fraction())
		if n, err := decimal.ParseFraction(got); err == nil {
			cases[0].Got = differs(x.Against.fraction(), n)
		}
	}
	if x.Rounded != nil && !x.Rounded.fraction().Equal(x.Target.fraction()) {
		cases = append(cases, Case{ID: x.ID + "/rounded", Expected: string(*x.Rounded), Got: got, Tolerance: "0"})
	}
	if x.Exact != nil && exact != "" {
		cases = append(cases, Case{ID: x.ID + "/exact", Expected: string(*x.Exact), Got: legible(exact, *x.Exact), Tolerance: halfDigit(*x.Exact)})
	}
	return cases, nil
}

// step is the unit of the last digit of a printed number.
func (n number) step() decimal.Decimal {
	d, err := decimal.Parse(string(n))
	if err != nil {
		return decimal.FromInt(1)
	}
	return decimal.New(1, int32(-d.Places()))
}
