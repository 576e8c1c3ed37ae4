package negotiation

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strings"
)

// Outcome settles every issue: Outcome[k] is the position of the value that
// issue k takes.
type Outcome []int

// Space is all outcomes of its issues that its constraints allow. The numbers
// of outcomes count all combinations, allowed or not, so that a constraint
// added later does not renumber anything.
type Space struct {
	Issues      []Issue
	Constraints []Constraint
}

// Size is the number of combinations of values, exactly.
func (s Space) Size() *big.Int {
	n := big.NewInt(1)
	for _, issue := range s.Issues {
		n.Mul(n, big.NewInt(int64(issue.Values.Size())))
	}
	return n
}

// Count is Size when it fits 63 bits.
func (s Space) Count() (int64, bool) {
	n := uint64(1)
	for _, issue := range s.Issues {
		hi, lo := bits.Mul64(n, uint64(issue.Values.Size()))
		if hi != 0 || lo > math.MaxInt64 {
			return 0, false
		}
		n = lo
	}
	return int64(n), true
}

// At returns outcome number i, 0 ≤ i < Count.
func (s Space) At(i int64) Outcome {
	o := make(Outcome, len(s.Issues))
	s.Fill(o, i)
	return o
}

// Fill is At into an outcome that already has its length.
func (s Space) Fill(o Outcome, i int64) {
	for k := len(s.Issues) - 1; k >= 0; k-- {
		n := int64(s.Issues[k].Values.Size())
		o[k] = int(i % n)
		i /= n
	}
}

// Index returns the number of an outcome; the second result is false when the
// outcome does not belong to the space or the number needs more than 63 bits.
func (s Space) Index(o Outcome) (int64, bool) {
	if _, fits := s.Count(); !fits || !s.Holds(o) {
		return 0, false
	}
	i := int64(0)
	for k, issue := range s.Issues {
		i = i*int64(issue.Values.Size()) + int64(o[k])
	}
	return i, true
}

// BigAt returns outcome number i of a space of any size. It reports an error
// when there is no such outcome.
func (s Space) BigAt(i *big.Int) (Outcome, error) {
	if i.Sign() < 0 || i.Cmp(s.Size()) >= 0 {
		return nil, fmt.Errorf("outcome %v of %v: %w", i, s.Size(), ErrOutside)
	}
	o := make(Outcome, len(s.Issues))
	rest, digit := new(big.Int).Set(i), new(big.Int)
	for k := len(s.Issues) - 1; k >= 0; k-- {
		rest.QuoRem(rest, big.NewInt(int64(s.Issues[k].Values.Size())), digit)
		o[k] = int(digit.Int64())
	}
	return o, nil
}

// BigIndex returns the number of an outcome of a space of any size.
func (s Space) BigIndex(o Outcome) (*big.Int, error) {
	if !s.Holds(o) {
		return nil, fmt.Errorf("outcome %v: %w", []int(o), ErrOutside)
	}
	i := new(big.Int)
	for k, issue := range s.Issues {
		i.Mul(i, big.NewInt(int64(issue.Values.Size())))
		i.Add(i, big.NewInt(int64(o[k])))
	}
	return i, nil
}

// Holds reports whether an outcome has one valid position for each issue.
func (s Space) Holds(o Outcome) bool {
	if len(o) != len(s.Issues) {
		return false
	}
	for k, issue := range s.Issues {
		if o[k] < 0 || o[k] >= issue.Values.Size() {
			return false
		}
	}
	return true
}

// Allows reports whether every constraint admits an outcome.
func (s Space) Allows(o Outcome) bool {
	for _, c := range s.Constraints {
		if !c.Allows(o) {
			return false
		}
	}
	return true
}

// Parse finds the outcome in which each named issue takes the value with the
// given label. Every issue must be named.
func (s Space) Parse(labels map[string]string) (Outcome, error) {
	o := make(Outcome, len(s.Issues))
	for k, issue := range s.Issues {
		label, ok := labels[issue.Name]
		if !ok {
			return nil, fmt.Errorf("issue %q is not settled: %w", issue.Name, ErrOutside)
		}
		if o[k], ok = issue.Values.Position(label); !ok {
			return nil, fmt.Errorf("issue %q has no value %q: %w", issue.Name, label, ErrOutside)
		}
	}
	if len(labels) != len(s.Issues) {
		return nil, fmt.Errorf("%d labels for %d issues: %w", len(labels), len(s.Issues), ErrOutside)
	}
	return o, nil
}

// Describe writes an outcome as "issue: value, issue: value".
func (s Space) Describe(o Outcome) string {
	var b strings.Builder
	for k, issue := range s.Issues {
		if k > 0 {
			b.WriteString(", ")
		}
		b.WriteString(issue.Name + ": " + issue.Values.Label(o[k]))
	}
	return b.String()
}

// Check reports the first thing that makes the space unusable.
func (s Space) Check() error {
	if len(s.Issues) == 0 {
		return fmt.Errorf("outcome space: no issue: %w", ErrNoValue)
	}
	seen := make(map[string]bool, len(s.Issues))
	for _, issue := range s.Issues {
		if seen[issue.Name] {
			return fmt.Errorf("issue %.40q: %w", issue.Name, ErrDuplicate)
		}
		seen[issue.Name] = true
		if issue.Values == nil {
			return fmt.Errorf("issue %.40q: %w", issue.Name, ErrNoValue)
		}
		if err := issue.Values.check(); err != nil {
			return fmt.Errorf("issue %.40q: %w", issue.Name, err)
		}
	}
	return nil
}
