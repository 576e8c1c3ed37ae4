package evidence

// Verdict is the judgement on a figure.
type Verdict string

// The verdicts.
const (
	Consistent        Verdict = "consistent"
	ConsistentRounded Verdict = "consistent_rounded"
	Imprecise         Verdict = "imprecise"    // value right; base, label or time wrong
	Inconsistent      Verdict = "inconsistent" // no reading that the words allow fits
	NotCheckable      Verdict = "not_checkable"
	NotApplicable     Verdict = "n/a"
)
