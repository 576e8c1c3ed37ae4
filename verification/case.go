package verification

import (
	"encoding/json"
	"strings"

	"entente/decimal"
)

// Case is one published number beside what the engine gives. Expected and Got
// are numbers, lists of numbers with ", " between them, or words. Tolerance is
// the largest distance that still passes; "0" asks for equal numbers.
type Case struct {
	ID        string
	Model     string
	Expected  string
	Got       string
	Tolerance string
	Source    string
	Note      string
}

// separator stands between the numbers of a list.
const separator = ", "

// Pass compares Got with Expected: number by number within Tolerance, words
// letter by letter. A fraction such as 1/3 is a number.
func (c Case) Pass() bool {
	tolerance, err := decimal.ParseFraction(c.Tolerance)
	if err != nil || tolerance.Sign() < 0 {
		return false
	}
	want, got := strings.Split(c.Expected, separator), strings.Split(c.Got, separator)
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if !within(want[i], got[i], tolerance) {
			return false
		}
	}
	return true
}

func within(want, got string, tolerance decimal.Fraction) bool {
	x, errX := decimal.ParseFraction(want)
	y, errY := decimal.ParseFraction(got)
	if errX != nil || errY != nil {
		return want == got
	}
	distance := x.Sub(y)
	return distance.Max(distance.Neg()).Cmp(tolerance) <= 0
}

// MarshalJSON writes the case with its verdict, computed for the purpose.
func (c Case) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		ID        string `json:"id"`
		Model     string `json:"model"`
		Expected  string `json:"expected"`
		Got       string `json:"got"`
		Tolerance string `json:"tolerance"`
		Pass      bool   `json:"pass"`
		Source    string `json:"source"`
		Note      string `json:"note,omitempty"`
	}{c.ID, c.Model, c.Expected, c.Got, c.Tolerance, c.Pass(), c.Source, c.Note})
}

// differs tells how a number that is known not to agree stands to the
// published one: "differs from 2575 by 15".
func differs(published, got decimal.Fraction) string {
	if got.Equal(published) {
		return "equals " + published.String()
	}
	return differing(published, got)
}

func differing(published, got decimal.Fraction) string {
	return "differs from " + published.String() + " by " + got.Sub(published).String()
}

// legible writes a number that does not end as a decimal with four digits more
// than the printed one it is compared with; the tolerance of such a case is
// half a printed digit.
func legible(got string, printed number) string {
	x, err := decimal.ParseFraction(got)
	if _, ends := x.Decimal(); err != nil || ends {
		return got
	}
	return x.Approx(len(fractionOf(printed)) + 4)
}
