// Package fairness lays rival ideas of a fair share side by side: what a sum is
// a share of, and what rules of division would make of it.
//
// # What it is for
//
// Both sides of a cost-sharing agreement call for a fair and equitable share,
// and both are right about some base. [Panel] shows what a sum is of each
// [Base]; [Search] says which base, times which [Factor], gives a sum that was
// demanded; [Statement.Holds] says on which bases a sentence such as "about
// half" is true. [Dispute] and the rules [Proportional], [EqualAwards],
// [EqualLosses], [Talmud] and [RandomArrival] divide what is contested, and
// [Distances] tells how far a sum lies from each.
//
// # What it promises
//
// Arithmetic is exact: shares are fractions and add to the whole to the last
// digit.
//
// # What it refuses
//
// It names no rule and no base the fair one: to choose the base is the
// negotiation. A base of one year and a sum of another are compared only when
// the caller says so; currencies are never converted here.
//
// # Where the rules come from
//
// Constrained equal awards, constrained equal losses and the rule of the
// Talmud: Aumann and Maschler, Journal of Economic Theory 36 (1985). Random
// arrival: O'Neill, Mathematical Social Sciences 2 (1982).
package fairness

import (
	"errors"

	"entente/internal/vectors"
)

// Errors returned by this package, wrapped.
var (
	ErrClaims   = errors.New("claims are not negative and cover what is divided")
	ErrTooMany  = errors.New("too many claimants for an exact count")
	ErrCurrency = errors.New("sum and base are in different currencies")
	ErrBase     = errors.New("a base is above zero")
	ErrModel    = vectors.ErrModel
)
