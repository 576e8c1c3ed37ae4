// Package analysis says what a negotiation scenario has to offer: which
// outcomes are efficient, which are fair in which sense, and whether agreement
// is possible at all.
//
// # What it is for
//
// [Analyze] takes a scenario as package negotiation/format reads it and
// returns an [Analysis]: the Pareto frontier, the outcomes on it that Nash,
// Kalai and Smorodinsky, the egalitarian and the utilitarian rule pick, the
// zone of possible agreement, and measures of how far interests conflict.
// [Lotteries] picks among mixtures of outcomes, [Logrolling] says which pairs
// of issues are worth trading against each other, [Robust] which answers
// survive when weights are known only as ranges, [Distances] how far an
// agreement lies from each solution. [Split] and [Settle] do the same for
// continuous problems.
//
// # How a space is worked through
//
// Up to [Limits.Enumerate] combinations every outcome is valued. Larger
// additive spaces are built up issue by issue, keeping after each issue only
// the partial sums that no other one beats: exact, at any number of outcomes,
// as long as the kept sums stay below [Limits.Keep]; past that they are
// thinned on a grid and [Analysis.Bound] states by how much an outcome can at
// most be better than every reported one. Larger spaces of other utilities are
// searched best first with the bounds that [negotiation.Bounded] gives, and
// the same bound is stated. [Analysis.Method] says which way was taken.
//
// # What it promises
//
// The same scenario gives the same bytes on any number of cores. Utilities are
// rounded to ten decimals before outcomes are compared, so that the last bits
// of a sum never make an outcome efficient. Ties within 1e-9 are all listed;
// an outcome stands for all outcomes of its utilities by the lowest number.
package analysis
