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

// Point is an outcome with its utilities, one for each party, rounded to ten
// decimals. OutcomeIndex is the lowest number among the outcomes with these
// utilities.
type Point struct {
	OutcomeIndex *big.Int            `json:"outcome_index"`
	Utils        []float64           `json:"utils"`
	Outcome      negotiation.Outcome `json:"-"`
}

// Analysis is what a scenario has to offer. Lists of utilities have one entry
// for each party, in the order of the profiles. Solutions are lists because
// ties within 1e-9 are all given; they are empty when no outcome is rational.
type Analysis struct {
	Method Method `json:"method"`
	// Bound is the most by which any outcome can exceed every point of the
	// frontier for all parties at once. 0 when exact, null when nothing can be
	// said (a general utility over a space too large to list).
	Bound *float64 `json:"bound"`

	MinUtils  []float64 `json:"min_utils"`
	MaxUtils  []float64 `json:"max_utils"`
	MeanUtils []float64 `json:"mean_utils"` // null after a search

	// Reserved are the reservation values; null stands for a party that
	// prefers any outcome to none.
	Reserved []*float64 `json:"reserved"`
	// Disagreement is the reservation value where there is one above the least
	// utility, and the least utility otherwise.
	Disagreement []float64 `json:"disagreement_used"`
	// DegenerateRange tells that some party has nothing to gain over its
	// disagreement point; gains relative to the range are then undefined, and
	// the solutions that need them list the whole rational frontier.
	DegenerateRange bool `json:"degenerate_range"`

	AllowedOutcomes  *big.Int `json:"allowed_outcomes"`  // outcomes that the constraints admit; null after a search
	RationalOutcomes *big.Int `json:"rational_outcomes"` // outcomes nobody values below its reservation; null where it cannot be counted

	ParetoSize         int         `json:"pareto_size"`
	ParetoRationalSize int         `json:"pareto_rational_size"`
	ParetoUtils        [][]float64 `json:"pareto_utils"` // descending, the first party first
	ParetoOutcomes     []*big.Int  `json:"pareto_outcomes"`
	ParetoIsRational   []bool      `json:"pareto_is_rational"`

	Nash                []Point `json:"nash"`                 // greatest product of gains over the disagreement point
	NashAll             []Point `json:"nash_product_all"`     // greatest product of utilities, reservations ignored (Genius, ANL)
	Egalitarian         []Point `json:"kalai_egalitarian"`    // greatest least gain (Kalai 1977)
	KalaiSmorodinsky    []Point `json:"ks"`                   // gains most nearly in proportion to the greatest gains (Kalai and Smorodinsky 1975)
	EqualUtilities      []Point `json:"genius_kalai"`         // utilities most nearly equal, reservations ignored (Genius, ANL)
	Utilitarian         []Point `json:"max_welfare"`          // greatest sum of utilities
	UtilitarianAll      []Point `json:"max_welfare_all"`      // the same, reservations ignored
	RelativeUtilitarian []Point `json:"max_relative_welfare"` // greatest sum of gains relative to the greatest gains

	// Opposition is the least distance of a rational outcome to everybody
	// getting the best, each utility relative to its greatest; 0 is full
	// harmony. null when no outcome is rational.
	Opposition *float64 `json:"opposition"`
	// OppositionGenius is the distance from equal_utilities' first outcome to
	// (1, …, 1), as Genius and ANL publish it.
	OppositionGenius *float64 `json:"opposition_genius"`

	ZOPA       ZOPA      `json:"zopa"`
	Lotteries  Mixtures  `json:"lotteries"`
	Logrolling []Trade   `json:"logrolling"` // null when some utility is not additive
	Frontier   []Point   `json:"-"`          // the points behind ParetoUtils
	Sample     []float64 `json:"-"`          // utilities of outcomes spread over the space, party by party, for a chart
}

// ZOPA is the zone of possible agreement: the outcomes that nobody values
// below its reservation.
type ZOPA struct {
	Empty bool     `json:"empty"`
	Share *float64 `json:"share"` // of all allowed outcomes; null where they cannot be counted
	// Best and Least are what each party gets, at the most and at the least,
	// in the efficient outcomes of the zone; null when it is empty.
	Best  []float64 `json:"best"`
	Least []float64 `json:"least"`
}
