// Package ratification says what those who must consent at home will let a
// deal be: votes with a quorum, win-sets, the leverage of a hard ratifier, and
// the record of what was forecast.
//
// # What it is for
//
// A signature is not yet a deal. [Body.Vote] gives the probability that an
// [Offer] is ratified by chambers made of blocs; [Body.Spread] gives it over
// the range that an analyst states; [Body.Concessions] says what must be given
// to bring it back to a wanted level. [WinSet] and [Table] say which deals
// lie in every ratifier's set and whether a tighter legislature helps the side
// that has it. [Forecast] and [Score] hold probabilities to account.
//
// # What it promises
//
// Probabilities are exact sums over all ways to vote, not simulations: the same
// blocs give the same bits. With a common shock they are integrated over it, to
// about one in a million. A higher price or a further new item never raises
// the probability of ratification (up to the last bits of the arithmetic).
// Those who are present and abstain count as present, so they count as no.
//
// # What it refuses
//
// Nothing is fitted. A handful of recorded votes cannot tell how fast the
// yes-rate falls in the price, so the slopes are the analyst's, and results
// are to be shown over their stated range beside the recorded votes. Members
// of a bloc vote independently but for one common shock; whips, boycotts and
// scheduling are not modelled.
//
// # Where the formulas come from
//
// Quorum and majority: Constitution of the Republic of Korea, articles 49 and
// 60(1). Win-sets: Putnam, International Organization 42 (1988). Agenda setter:
// Romer and Rosenthal, Public Choice 33 (1978). Shares that a ratifier insists
// on: Iida, Journal of Conflict Resolution 37 (1993); Tarar, ibid. 45 (2001).
// Legislature between two negotiators: Milner and Rosendorff, ibid. 41 (1997).
// Power: Shapley and Shubik, American Political Science Review 48 (1954);
// Banzhaf, Rutgers Law Review 19 (1965). Scores: Brier, Monthly Weather Review
// 78 (1950); Good, Journal of the Royal Statistical Society B 14 (1952).
package ratification

import "errors"

// Errors returned by this package, wrapped.
var (
	ErrProbability = errors.New("a probability is between 0 and 1")
	ErrSlope       = errors.New("a slope or a spread is not negative")
	ErrMembers     = errors.New("a chamber has from one to 1000 members")
	ErrRule        = errors.New("the rule of a vote is not understood")
	ErrPlayers     = errors.New("too many players for an exact count")
)
