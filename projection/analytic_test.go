package projection_test

import (
	"testing"

	"entente/internal/patience"
	"entente/projection"
)

// Every driver against its closed form, at several seeds.
func TestAnalytic(t *testing.T) {
	t.Parallel()
	seeds := uint64(4)
	if patience.Racing {
		seeds = 1
	}
	for seed := range seeds {
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
