package format_test

import (
	"fmt"

	"entente/negotiation/format"
)

// A profile of NegoLog is enough for a scenario: it has no domain file.
func ExampleRead() {
	profile := []byte(`{"reservationValue": 0.2, "issueWeights": {"fee": 1}, "issues": {"fee": {"low": 0.1, "high": 0.9}}}`)
	s, form, list := format.Read([]format.File{{Name: "profileA.json", Data: profile}, {Name: "profileB.json", Data: profile}})
	fmt.Println(form, s.Space.Size(), "outcomes,", len(s.Profiles), "parties, errors:", list.HasErrors())
	fmt.Println(s.Space.Describe(s.Space.At(1)), s.Utils(s.Space.At(1)))
	// Output:
	// negolog-json 2 outcomes, 2 parties, errors: false
	// fee: high [0.9 0.9]
}
