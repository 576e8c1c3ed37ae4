package key

import "fmt"

// Step is one rule of a key. The set is closed:
//
//   - [ShareOf] and [Mix] divide the whole by weights;
//   - [Subtract] takes a burden off the weight, [Relief] lowers the shares of
//     those below a threshold;
//   - [Fix], [Floor], [Ceiling], [GroupCeiling] and [Change] limit shares;
//   - [Discount], [Equalise] and [OnTop] are agreed departures from the rest.
//
// String returns the step in words.
//
//sumtype:decl
type Step interface {
	fmt.Stringer
	apply(s *state) error
}

var (
	_ Step = ShareOf{}
	_ Step = Mix{}
	_ Step = Subtract{}
	_ Step = Relief{}
	_ Step = Fix{}
	_ Step = Floor{}
	_ Step = Ceiling{}
	_ Step = GroupCeiling{}
	_ Step = Change{}
	_ Step = Discount{}
	_ Step = Equalise{}
	_ Step = OnTop{}
)
