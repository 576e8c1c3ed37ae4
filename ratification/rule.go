package ratification

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Rule says when a vote carries: at least Quorum members are present, and the
// yes votes exceed (AtLeast: reach) Part/Whole of the members present
// (OfMembers: of all members).
type Rule struct {
	Quorum      int
	Part, Whole int
	AtLeast     bool
	OfMembers   bool
}

// Majority is the rule of articles 49 and 60(1) of the Constitution of the
// Republic of Korea: more than half of all members present, and yes from more
// than half of those present.
func Majority(members int) Rule {
	return Rule{Quorum: members/2 + 1, Part: 1, Whole: 2}
}

// Passes reports whether a vote carries in a chamber of so many members.
func (r Rule) Passes(members, present, yes int) bool {
	return present >= r.Quorum && r.carries(members, present, yes)
}

// carries looks at the votes alone, not at the quorum.
func (r Rule) carries(members, present, yes int) bool {
	base := present
	if r.OfMembers {
		base = members
	}
	margin := r.Whole*yes - r.Part*base
	return margin > 0 || r.AtLeast && margin == 0
}

// Check reports a rule that no vote could follow.
func (r Rule) Check(members int) error {
	if r.Quorum < 0 || r.Quorum > members || r.Whole < 1 || r.Part < 0 || r.Part > r.Whole || r.Whole > 100 {
		return fmt.Errorf("%w: quorum %d of %d, more than %d/%d", ErrRule, r.Quorum, members, r.Part, r.Whole)
	}
	return nil
}

// String returns the rule as ParseRule reads it, without the quorum.
func (r Rule) String() string {
	sign, base := ">", "present"
	if r.AtLeast {
		sign = ">="
	}
	if r.OfMembers {
		base = "members"
	}
	return fmt.Sprintf("yes %s %d/%d %s", sign, r.Part, r.Whole, base)
}

var (
	shareFirst = regexp.MustCompile(`^yes(>=|>)(\d+)/(\d+)(?:of|\*)?(present|members|total)$`)
	shareLast  = regexp.MustCompile(`^yes(>=|>)(?:(\d+)\*)?(present|members|total)(?:\*(\d+))?(?:/(\d+))?$`)
)

// ParseRule reads the majority of a rule: "yes > present/2", "yes >= 2/3
// present", "yes > 3*members/5", "majority". The quorum is left zero.
func ParseRule(s string) (Rule, error) {
	words := strings.ReplaceAll(strings.ToLower(s), " ", "")
	words = strings.NewReplacer("≥", ">=", "⅔", "2/3", "½", "1/2").Replace(words)
	switch words {
	case "", "majority", "simple":
		return Rule{Part: 1, Whole: 2}, nil
	case "two_thirds":
		return Rule{Part: 2, Whole: 3, AtLeast: true}, nil
	}
	r := Rule{Part: 1, Whole: 1}
	var sign, base string
	var numbers [2]string
	if m := shareFirst.FindStringSubmatch(words); m != nil {
		sign, base, numbers = m[1], m[4], [2]string{m[2], m[3]}
	} else if m := shareLast.FindStringSubmatch(words); m != nil && (m[2] == "" || m[4] == "") {
		sign, base, numbers = m[1], m[3], [2]string{m[2] + m[4], m[5]}
	} else {
		return Rule{}, fmt.Errorf("%w: %.60q is not of the form yes > present/2", ErrRule, s)
	}
	for i, to := range []*int{&r.Part, &r.Whole} {
		if numbers[i] == "" {
			continue
		}
		n, err := strconv.Atoi(numbers[i])
		if err != nil || n > 100 {
			return Rule{}, fmt.Errorf("%w: %.60q", ErrRule, s)
		}
		*to = n
	}
	r.AtLeast, r.OfMembers = sign == ">=", base != "present"
	if r.Whole < 1 || r.Part > r.Whole {
		return Rule{}, fmt.Errorf("%w: %.60q", ErrRule, s)
	}
	return r, nil
}
