// Package key computes share keys: the scales by which parties divide a bill.
//
// # What it is for
//
// A [Key] is a list of parties with weights and a list of rules, run one after
// the other: divide by income, take off debt, relieve the poor, lift to a
// floor, cut to a ceiling. [Compute] returns the [Scale]; every share is an
// exact fraction, and what each rule did to a party, who paid for it and whom
// it paid is kept and told by [Scale.Explain]. [Apportion] divides an amount.
//
// # What it promises
//
// Before rounding, the shares of the parties that divide the whole add to
// exactly 1. Parties that are assessed on top ([OnTop]) are outside the whole,
// so that the total of a scale may exceed 100 %, as it did in the United
// Nations whenever a member was admitted within a period. The order of the
// parties changes nothing but ties in rounding, where the earlier comes first.
//
// # Fix and share
//
// A rule that limits shares fixes every party that breaks its limit at the
// limit and divides the rest among the others in their old proportions; this
// may push another party over its limit, so it is repeated until nothing
// changes. Each round fixes at least one party, so it ends. A party that a rule
// has fixed is left alone by the limits that follow.
//
// # What it refuses
//
// Floors that add to more than there is, ceilings that leave a part of the
// bill to nobody, a party without weight, a residue that cannot be placed: each
// is a [StepError] that names the rule and, where there is one, the party. Nothing
// is clipped, and no weight is taken to be zero because it is missing.
package key

import (
	"slices"

	"entente/decimal"
	"entente/diag"
	"entente/money"
	"entente/source"
)

// Key is a share key as a text states it.
type Key struct {
	ID      string
	Parties []Party
	// Bases names the base periods. The rules are run for each of them, and the
	// shares are averaged. Empty means that the weights have no base period.
	Bases []string
	Rules []Rule
	Then  []Rule // what is applied to the averaged shares
	Round Rounding
}

// Party is one of those who divide the bill.
type Party struct {
	ID      string
	Name    string
	Groups  []string // such as ldc, debt_eligible, level_b
	Weights map[Weight]decimal.Fraction
	// Currency is the party's own, in which it may choose to pay.
	Currency money.Currency
	Pos      diag.Position
}

// Weight names a number that a party brings along: its income or population, its
// debt, its share in another scale. Base is empty where the number does not
// depend on a base period.
type Weight struct {
	Name string
	Base string
}

// Rule is one step of a key with the place it is written at.
type Rule struct {
	Step   Step
	Source source.Mark
	Pos    diag.Position
}

// Among says whom a step concerns: the members of a group, or with Except all
// others. The zero value concerns everybody.
type Among struct {
	Group  string
	Except bool
}

// Fixed is a share that is set for one party.
type Fixed struct {
	Party string
	Share decimal.Fraction
}

// String returns "" for everybody, else the words that follow a step.
func (a Among) String() string {
	switch {
	case a.Group == "":
		return ""
	case a.Except:
		return " for all but " + a.Group
	default:
		return " for " + a.Group
	}
}

func (p Party) in(group string) bool { return slices.Contains(p.Groups, group) }

// percent writes a share as people read it.
func percent(x decimal.Fraction) string {
	const legible = 24
	x = x.Mul(decimal.Whole(100))
	if s := x.String(); len(s) <= legible {
		return s + " %"
	}
	return "about " + x.Approx(6) + " %"
}
