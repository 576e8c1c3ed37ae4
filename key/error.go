package key

import (
	"errors"
	"strings"
)

// The ways in which a key cannot be computed. Every error of this package wraps
// one of them.
var (
	ErrParties  = errors.New("parties are missing or named twice")
	ErrParty    = errors.New("the party is not one of the key's")
	ErrGroup    = errors.New("the group has no member")
	ErrLevels   = errors.New("the party is in two levels")
	ErrWeight   = errors.New("the party has no weight")
	ErrNegative = errors.New("a weight must not be negative")
	ErrNoWeight = errors.New("all weights together are zero")
	ErrOrder    = errors.New("the step cannot stand here")
	ErrRate     = errors.New("the rate is out of range")
	ErrFloors   = errors.New("the floors add to more than there is to share")
	ErrCeilings = errors.New("the ceilings leave a part that nobody can take")
	ErrFixed    = errors.New("the fixed shares add to more than there is to share")
	ErrHeld     = errors.New("the party is fixed outside this limit by an earlier step")
	ErrAbsorb   = errors.New("nobody is left to take the difference")
	ErrRounding = errors.New("the rounding step must be above zero")
	ErrResidue  = errors.New("the residue cannot be placed")
	ErrSize     = errors.New("the key is too large")
)

// StepError says why a key cannot be computed, and where.
type StepError struct {
	Err    error  // one of the errors above
	Rule   int    // index into Rules, then into Then; -1 for the key as a whole
	Base   string // the base period, where there is one
	Party  string // the party, where one is to blame
	Detail string // the numbers
}

// Error returns the fault on one line.
func (f *StepError) Error() string {
	var b strings.Builder
	b.WriteString(f.Err.Error())
	if f.Party != "" {
		b.WriteString(": " + f.Party)
	}
	if f.Base != "" {
		b.WriteString(" in base period " + f.Base)
	}
	if f.Detail != "" {
		b.WriteString(": " + f.Detail)
	}
	return b.String()
}

// Unwrap returns the kind of the fault.
func (f *StepError) Unwrap() error { return f.Err }
