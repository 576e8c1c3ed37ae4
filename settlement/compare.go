package settlement

import (
	"fmt"
	"math"
)

// Verdict is what a model says: settle now, wait, or that it makes no
// difference.
type Verdict string

// The verdicts.
const (
	Settle Verdict = "settle"
	Wait   Verdict = "wait"
	Even   Verdict = "even"
)

// Reading is what one model says about settling now or waiting.
type Reading struct {
	Model    string
	Paper    string
	Verdict  Verdict
	Measure  string  // what Value is
	Value    float64 // above zero for settling, below for waiting
	Reverses string  // the condition under which the verdict turns
}

func verdict(gain float64) Verdict {
	switch {
	case gain > 0:
		return Settle
	case gain < 0:
		return Wait
	default:
		return Even
	}
}

// Reading says what the test of optimism says.
func (t Test) Reading() Reading {
	r := Reading{Model: "optimism", Paper: "Yildiz 2003", Verdict: verdict(t.Surplus), Measure: "part of the pie left once each has what it expects of waiting", Value: t.Surplus}
	if t.Critical >= 1 {
		r.Reverses = "never: together the two do not expect more than there is"
	} else {
		r.Reverses = fmt.Sprintf("at a discount factor of %.3f", t.Critical)
	}
	return r
}

// Reading says what the change of government says to the payer.
func (p Premium) Reading() Reading {
	r := Reading{Model: "regime", Paper: "Buisseret and Bernhardt 2018", Verdict: verdict(p.Gain), Measure: "gain of settling, in the payer's worth", Value: p.Gain}
	switch {
	case math.IsInf(p.Backlash, 1):
		r.Reverses = "never by backlash: a hostile government cannot come"
	case p.Gain > 0:
		r.Reverses = "if signing lowers a hostile government's worth by more than the break-even backlash"
	default:
		r.Reverses = "not by backlash: there is no gain to lose"
	}
	return r
}

// Reading says what the tree says; the branch is the one whose probability is
// in doubt.
func (t TearUp) Reading(branch int) (Reading, error) {
	c, err := t.Choose()
	if err != nil {
		return Reading{}, err
	}
	q, ok, err := t.BreakEven(branch)
	if err != nil {
		return Reading{}, err
	}
	r := Reading{Model: "tear-up", Paper: "decision tree", Verdict: verdict(c.Gain), Measure: "expected saving by settling", Value: c.Gain}
	if ok {
		r.Reverses = fmt.Sprintf("at a probability of %.3f for %s", q, t.Branches[branch].Name)
	} else {
		r.Reverses = "at no probability of " + t.Branches[branch].Name
	}
	return r, nil
}

// Reading says what the option says.
func (w Worth) Reading() Reading {
	gain := max(w.Now, 0) - w.Wait
	return Reading{
		Model: "real option", Paper: "Dixit and Pindyck 1994", Verdict: verdict(gain), Measure: "worth of settling now less worth of waiting", Value: gain,
		Reverses: "if waiting costs more by the value",
	}
}

// Reading says what the war of postures says to a side, 1 or 2: a side that is
// expected to give in at once had better settle, the other may wait.
func (s Standoff) Reading(side int) Reading {
	own, other := s.AtOnce1, s.AtOnce2
	if side == 2 {
		own, other = other, own
	}
	return Reading{
		Model: "postures", Paper: "Abreu and Gul 2000", Verdict: verdict(own - other),
		Measure: "probability to give in at once, own less the other's", Value: own - other,
		Reverses: "with the belief in who is obstinate",
	}
}

// Comparison is what several models say, and whether they agree.
type Comparison struct {
	Readings []Reading
	Settling []string // models that say settle
	Waiting  []string
	Agree    bool // all that have a view have the same one
}

// Compare puts readings side by side. It counts no votes: models are not
// independent, and the number of them that say a thing is no measure of its
// truth.
func Compare(readings ...Reading) Comparison {
	c := Comparison{Readings: readings}
	for _, r := range readings {
		switch r.Verdict {
		case Settle:
			c.Settling = append(c.Settling, r.Model)
		case Wait:
			c.Waiting = append(c.Waiting, r.Model)
		case Even:
		}
	}
	c.Agree = len(c.Settling) == 0 || len(c.Waiting) == 0
	return c
}
