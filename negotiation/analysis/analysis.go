package analysis

import (
	"errors"
	"math/big"

	"entente/negotiation"
)

// ErrUnusable is returned, wrapped, for a scenario that fails its own check or
// admits no outcome.
var ErrUnusable = errors.New("scenario cannot be analysed")

// Method says how the outcome space was worked through.
type Method string

// The methods.
const (
	Enumerated Method = "enumerated" // every outcome was valued
	Summed     Method = "summed"     // an additive space, exactly, without listing it
	Searched   Method = "searched"   // some of it; Bound says what may have been missed
)

// Point is an outcome with its utilities.
type Point struct {
	OutcomeIndex *big.Int            `json:"outcome_index"` // lowest number among the outcomes with these utilities
	Utils        []float64           `json:"utils"`         // of each party, rounded to ten decimals
	Outcome      negotiation.Outcome `json:"-"`
}

// Analysis is what a scenario has to offer. Lists of utilities have one entry
// for each party, in the order of the profiles. Solutions are lists because
// ties within 1e-9 are all given; they are empty when no outcome is rational.
type Analysis struct {
	Method Method   `json:"method"` // enumerated (every outcome was valued), summed (an additive space, without listing it) or searched
	Bound  *float64 `json:"bound"`  // the most by which any outcome can exceed every point of the frontier for all parties at once: 0 when exact, null when nothing can be said

	MinUtils  []float64 `json:"min_utils"`  // the least utility of each party over all outcomes; after a search, over those met
	MaxUtils  []float64 `json:"max_utils"`  // the greatest utility of each party, likewise
	MeanUtils []float64 `json:"mean_utils"` // the mean over all outcomes; null after a search

	Reserved        []*float64 `json:"reserved"`          // reservation values; null for a party that prefers any outcome to none
	Disagreement    []float64  `json:"disagreement_used"` // the reservation value where there is one above the least utility, and the least utility otherwise
	DegenerateRange bool       `json:"degenerate_range"`  // some party has nothing to gain over its disagreement point; solutions that need relative gains then list the whole rational frontier

	AllowedOutcomes  *big.Int `json:"allowed_outcomes"`  // outcomes that the constraints admit; null where they were not counted
	RationalOutcomes *big.Int `json:"rational_outcomes"` // outcomes nobody values below its reservation value; null where they were not counted

	ParetoSize         int         `json:"pareto_size"`          // points of the frontier
	ParetoRationalSize int         `json:"pareto_rational_size"` // those that nobody values below its reservation value
	ParetoUtils        [][]float64 `json:"pareto_utils"`         // the frontier: distinct utilities, descending, the first party first
	ParetoOutcomes     []*big.Int  `json:"pareto_outcomes"`      // for each point, the lowest number of an outcome with these utilities
	ParetoIsRational   []bool      `json:"pareto_is_rational"`   // for each point, whether nobody values it below its reservation value

	Nash                []Point `json:"nash"`                 // greatest product of gains over the disagreement point
	NashAll             []Point `json:"nash_product_all"`     // greatest product of utilities, reservations ignored (Genius, ANL)
	Egalitarian         []Point `json:"kalai_egalitarian"`    // greatest least gain (Kalai 1977)
	KalaiSmorodinsky    []Point `json:"ks"`                   // gains most nearly in proportion to the greatest gains (Kalai and Smorodinsky 1975)
	EqualUtilities      []Point `json:"genius_kalai"`         // utilities most nearly equal, reservations ignored (Genius, ANL)
	Utilitarian         []Point `json:"max_welfare"`          // greatest sum of utilities
	UtilitarianAll      []Point `json:"max_welfare_all"`      // the same, reservations ignored
	RelativeUtilitarian []Point `json:"max_relative_welfare"` // greatest sum of gains, each relative to the greatest gain

	Opposition       *float64 `json:"opposition"`        // least distance of a rational outcome to everybody getting the best, each utility relative to its greatest; null when no outcome is rational
	OppositionGenius *float64 `json:"opposition_genius"` // distance from the first outcome of genius_kalai to utility 1 for everybody, as Genius and ANL publish it

	ZOPA       ZOPA      `json:"zopa"`       // the zone of possible agreement
	Lotteries  Mixtures  `json:"lotteries"`  // the solutions when parties may agree on a lottery
	Logrolling []Trade   `json:"logrolling"` // pairs of issues worth trading, the most valuable first; null when some utility is not additive
	Frontier   []Point   `json:"-"`          // the points behind ParetoUtils
	Sample     []float64 `json:"-"`          // utilities of outcomes spread over the space, one after the other, for a chart
}

// ZOPA is the zone of possible agreement: the outcomes that nobody values
// below its reservation.
type ZOPA struct {
	Empty bool      `json:"empty"` // no efficient outcome found is rational for everybody
	Share *float64  `json:"share"` // of all allowed outcomes; null where they were not counted
	Best  []float64 `json:"best"`  // the most that each party gets in an efficient outcome of the zone; null when it is empty
	Least []float64 `json:"least"` // the least, likewise
}
