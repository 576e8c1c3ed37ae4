package diag

import "slices"

// Code names a kind of finding. Codes are part of the contract: one is never
// reused for another meaning.
type Code string

// Info explains a code to the reader of docs/diagnostics.md.
type Info struct {
	Code    Code
	Meaning string // what was found, in one sentence
	Why     string // why Entente will not guess
}

// Files and form.
const (
	Syntax       Code = "syntax"
	NotText      Code = "not-text"
	TooLarge     Code = "too-large"
	TooDeep      Code = "too-deep"
	Alias        Code = "alias"
	Outside      Code = "outside"
	MissingFile  Code = "missing-file"
	UnknownFile  Code = "unknown-file"
	DuplicateKey Code = "duplicate-key"
	UnknownKey   Code = "unknown-key"
	MissingKey   Code = "missing-key"
	WrongShape   Code = "wrong-shape"
	DuplicateID  Code = "duplicate-id"
)

// Scalars.
const (
	UnitMissing     Code = "unit-missing"
	BadUnit         Code = "bad-unit"
	BadNumber       Code = "bad-number"
	BadDate         Code = "bad-date"
	BadYear         Code = "bad-year"
	BadWord         Code = "bad-word"
	UnknownCurrency Code = "unknown-currency"
)

// References.
const (
	UnknownSource    Code = "unknown-source"
	MissingSource    Code = "missing-source"
	UnusedSource     Code = "unused-source"
	UnknownSeries    Code = "unknown-series"
	UnusedSeries     Code = "unused-series"
	UnknownParty     Code = "unknown-party"
	UnknownAgreement Code = "unknown-agreement"
	UnknownRule      Code = "unknown-rule"
	UnknownPath      Code = "unknown-path"
	UnknownForecast  Code = "unknown-forecast"
)

// Years and terms.
const (
	YearOverlap      Code = "year-overlap"
	YearMissing      Code = "year-missing"
	EmptyRule        Code = "empty-rule"
	TermOverlap      Code = "term-overlap"
	CapBelowFloor    Code = "cap-below-floor"
	Cycle            Code = "cycle"
	LevelAsGrowth    Code = "level-as-growth"
	MixedCurrency    Code = "mixed-currency"
	NoConversion     Code = "no-conversion"
	SharesExceed     Code = "shares-exceed"
	CategoriesDiffer Code = "categories-differ"
	VoteDiffers      Code = "vote-differs"
	BadFormula       Code = "bad-formula"
	WeightsSum       Code = "weights-sum"
)

// Series.
const (
	SeriesShort     Code = "series-short"
	SeriesGap       Code = "series-gap"
	SeriesDuplicate Code = "series-duplicate"
	SeriesDecimals  Code = "series-decimals"
)

// Assumptions.
const (
	BadModel       Code = "bad-model"
	NotStationary  Code = "not-stationary"
	BadCorrelation Code = "bad-correlation"
	HistoryShort   Code = "history-short"
)

// Results.
const (
	PublishedDiffers Code = "published-differs"
	Unverified       Code = "unverified"
	FloorNotStated   Code = "floor-not-stated"
	ReopenerMet      Code = "reopener-met"
)

// Share keys.
const (
	BadKey        Code = "bad-key"
	WeightMissing Code = "weight-missing"
	FloorsExceed  Code = "floors-exceed"
	CeilingsShort Code = "ceilings-short"
	BadResidue    Code = "bad-residue"
	ResidueLeft   Code = "residue-left"
	UnusedWeight  Code = "unused-weight"
)

// Negotiation scenarios.
const (
	UnknownIssue Code = "unknown-issue"
	UnknownValue Code = "unknown-value"
	BadWeight    Code = "bad-weight"
	PeerDiffers  Code = "peer-differs"
	CannotWrite  Code = "cannot-write"
)

// OfScenario reports whether a code is about the files of a negotiation
// scenario rather than those of a dossier.
func OfScenario(c Code) bool {
	switch c {
	case UnknownIssue, UnknownValue, BadWeight, CannotWrite, PeerDiffers:
		return true
	default:
		return false
	}
}

// Codes returns every code in the order of the constants above.
func Codes() []Info { return slices.Clone(table) }

// Lookup returns the explanation of a code.
func Lookup(c Code) (Info, bool) {
	for _, i := range table {
		if i.Code == c {
			return i, true
		}
	}
	return Info{}, false
}
