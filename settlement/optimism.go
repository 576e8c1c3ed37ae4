package settlement

import "fmt"

// Optimism is what each side believes about the day after an event, such as an
// election that one side takes for a deadline and the other does not.
type Optimism struct {
	// Own shares of the pie that each side expects if they settle after it.
	// Together they may exceed the pie: that is the optimism.
	Expect1, Expect2 float64
	// Discount is what a pie after the event is worth now, the cost of a lapse
	// and of the delay taken off.
	Discount float64
}

// Test is whether two sides that believe so wait.
type Test struct {
	Wait    bool
	Claims  float64 // what the sides together think waiting is worth, of the pie of today
	Surplus float64 // what is left today once both have what they think waiting gives them; negative: they wait
	// Critical is the discount factor above which they wait.
	Critical float64
}

// Test returns whether the sides settle before the event: they wait if and only
// if Discount·(Expect1 + Expect2) exceeds 1, as no division today gives each
// what it expects (Yildiz, Econometrica 71 (2003): with p1 + p2 = 1 + y, wait
// if and only if y > (1 − d)/d; the same inequality as in settlement before
// trial, Landes, Journal of Law and Economics 14 (1971)).
func (o Optimism) Test() (Test, error) {
	if err := within(1, map[string]float64{"the share side 1 expects": o.Expect1, "the share side 2 expects": o.Expect2, "the discount factor": o.Discount}); err != nil {
		return Test{}, fmt.Errorf("optimism: %w", err)
	}
	both := o.Expect1 + o.Expect2
	t := Test{Wait: o.Discount*both > 1, Claims: o.Discount * both, Surplus: 1 - o.Discount*both, Critical: 1}
	if both > 1 {
		t.Critical = 1 / both
	}
	return t, nil
}
