package projection_test

import (
	"testing"

	"entente/projection"
)

// Every driver against its closed form, at several seeds.
func TestAnalytic(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		checks, err := projection.Analytic(40_000, seed)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range checks {
			if !c.Pass() {
				t.Errorf("%s: %s is %v, want %v ± %v", c.ID, c.What, c.Got, c.Expected, c.Tolerance)
			}
		}
	}
}
