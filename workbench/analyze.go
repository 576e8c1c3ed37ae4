package workbench

import (
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/diag"
	"entente/negotiation"
	"entente/negotiation/analysis"
	"entente/negotiation/format"
)

// AnalyzeRequest asks what a negotiation scenario has to offer.
type AnalyzeRequest struct {
	Scenario []string  // one folder, or the files of one scenario
	Files    Scenario  // in place of a folder: a scenario at hand
	Weights  []float64 // of the parties, for a weighted Nash solution; nil for none
	Measure  string    // the number of an outcome whose distances are wanted; "" for none
	Spread   float64   // when above 0, weights may vary by this share of themselves
	Draws    int       // how many weights are drawn then
	Seed     uint64
	Notes    bool // notes too, not only warnings
}

// AnalyzeResult is what a scenario has to offer.
type AnalyzeResult struct {
	Header                        // the digest is taken over the names and contents of the files
	Form      format.Form         `json:"form"`          // the form that the files are written in
	Parties   []string            `json:"parties"`       // in the order of the profile files; all lists over parties follow it
	Issues    []AnalyzedIssue     `json:"issues"`        // in the order that counts outcomes
	NOutcomes *big.Int            `json:"n_outcomes"`    // combinations of values, exactly
	Analysis  analysis.Analysis   `json:"analysis"`      // what follows from the utilities alone
	Solutions []Solution          `json:"solutions"`     // the solutions of the analysis in words
	Weighted  *WeightedNash       `json:"nash_weighted"` // null unless weights of the parties were given
	Measured  *Measured           `json:"measured"`      // null unless an outcome was to be measured
	Robust    *RobustResult       `json:"robust"`        // null unless weights were allowed to vary
	Found     []Finding           `json:"diagnostics"`
	Negotiate negotiation.Space   `json:"-"` // for reports
	List      diag.List           `json:"-"`
	Read      func(string) []byte `json:"-"`
}

// AnalyzedIssue is one issue of a scenario.
type AnalyzedIssue struct {
	Name   string `json:"name"`
	Values int    `json:"values"` // how many
}

// Solution is an outcome that a solution picks.
type Solution struct {
	Solution     string            `json:"solution"`      // the field of analysis
	OutcomeIndex *big.Int          `json:"outcome_index"` // number of the outcome
	Outcome      map[string]string `json:"outcome"`       // the value of each issue
	Utils        []float64         `json:"utils"`         // of each party
}

// WeightedNash is the Nash solution of parties of unequal standing.
type WeightedNash struct {
	Weights []float64        `json:"weights"` // of the parties
	Nash    []analysis.Point `json:"nash"`    // greatest product of gains, each to the power of its party's weight
}

// Measured is one outcome and how far it lies from what could be.
type Measured struct {
	OutcomeIndex *big.Int          `json:"outcome_index"` // number of the outcome
	Outcome      map[string]string `json:"outcome"`       // the value of each issue
	Utils        []float64         `json:"utils"`         // of each party
	Rational     bool              `json:"rational"`      // nobody values it below its reservation value
	Distances    analysis.Distance `json:"distances"`     // in utility, as the crow flies
}

// RobustResult says which outcomes survive when weights vary.
type RobustResult struct {
	Spread float64                `json:"spread"` // the share of itself by which each weight varies
	Seed   uint64                 `json:"seed"`   // where the draws began
	Draws  int                    `json:"draws"`  // how many weights were drawn
	Points []analysis.RobustPoint `json:"points"` // the most likely Nash solutions first
}

// robustPoints is how many outcomes a robust result lists.
const robustPoints = 50

// Analyze reads a scenario and works it through.
func (w *Workbench) Analyze(r AnalyzeRequest) (*AnalyzeResult, error) {
	in, err := readScenario(r.Scenario, r.Files)
	if err != nil {
		return nil, err
	}
	a, err := analysis.Analyze(in.scenario)
	if err != nil {
		return nil, fmt.Errorf("analyse %s: %w", in.name, err)
	}
	out := &AnalyzeResult{
		Header: Header{Dossier: in.name, Digest: in.digest}, Form: in.form, NOutcomes: in.scenario.Space.Size(), Analysis: a, Negotiate: in.scenario.Space, List: in.found, Read: in.read,
	}
	if !r.Notes {
		out.List = worth(in.found)
	}
	out.Found = FindingsOf(in.name, out.List)
	for _, p := range in.scenario.Profiles {
		out.Parties = append(out.Parties, p.Party)
	}
	for _, i := range in.scenario.Space.Issues {
		out.Issues = append(out.Issues, AnalyzedIssue{i.Name, i.Values.Size()})
	}
	out.solutions()
	if err := out.extras(in.scenario, r); err != nil {
		return nil, err
	}
	if r.Spread > 0 {
		return out, out.robust(in.scenario, r)
	}
	return out, nil
}

// solutions names what the solutions pick.
func (r *AnalyzeResult) solutions() {
	a := r.Analysis
	r.Solutions = []Solution{}
	for _, s := range []struct {
		field  string
		points []analysis.Point
	}{
		{"nash", a.Nash},
		{"kalai_egalitarian", a.Egalitarian},
		{"ks", a.KalaiSmorodinsky},
		{"max_welfare", a.Utilitarian},
		{"max_relative_welfare", a.RelativeUtilitarian},
		{"nash_product_all", a.NashAll},
		{"genius_kalai", a.EqualUtilities},
		{"max_welfare_all", a.UtilitarianAll},
	} {
		for _, p := range s.points {
			r.Solutions = append(r.Solutions, Solution{s.field, p.OutcomeIndex, settled(r.Negotiate, p.Outcome), p.Utils})
		}
	}
}

func settled(space negotiation.Space, o negotiation.Outcome) map[string]string {
	out := map[string]string{}
	for k, issue := range space.Issues {
		out[issue.Name] = issue.Values.Label(o[k])
	}
	return out
}

// extras adds what was asked for besides.
func (r *AnalyzeResult) extras(s negotiation.Scenario, q AnalyzeRequest) error {
	if q.Weights != nil {
		points, err := r.Analysis.NashWeighted(q.Weights)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrUsage, err)
		}
		r.Weighted = &WeightedNash{q.Weights, points}
	}
	if q.Measure == "" {
		return nil
	}
	index, ok := new(big.Int).SetString(q.Measure, 10)
	if !ok || len(q.Measure) > 4000 {
		return fmt.Errorf("%w: %.40q is not the number of an outcome", ErrUsage, q.Measure)
	}
	o, err := s.Space.BigAt(index)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUsage, err)
	}
	m := Measured{OutcomeIndex: index, Outcome: settled(s.Space, o), Utils: s.Utils(o), Rational: true}
	for i, p := range s.Profiles {
		m.Rational = m.Rational && m.Utils[i] >= p.Reserved()-negotiation.Noise
	}
	m.Distances = r.Analysis.Distances(m.Utils)
	r.Measured = &m
	return nil
}

func (r *AnalyzeResult) robust(s negotiation.Scenario, q AnalyzeRequest) error {
	if q.Spread >= 1 || q.Draws < 1 || q.Draws > 10_000 {
		return fmt.Errorf("%w: weights can vary by a share between 0 and 1, in 1 to 10000 draws", ErrUsage)
	}
	ranged, err := analysis.Around(s, q.Spread)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUsage, err)
	}
	found, err := analysis.Robust(ranged, q.Draws, q.Seed)
	if err != nil {
		return fmt.Errorf("vary weights: %w", err)
	}
	r.Robust = &RobustResult{Spread: q.Spread, Seed: q.Seed, Draws: q.Draws, Points: found.Points[:min(len(found.Points), robustPoints)]}
	return nil
}

// ConvertRequest asks for a scenario in another form.
type ConvertRequest struct {
	Scenario []string
	Files    Scenario // in place of a folder: a scenario at hand
	To       string   // the form to write
	Out      string   // the folder to write to; made when it is not there. "" writes nothing: the texts are in the result
}

// ConvertResult is what was written.
type ConvertResult struct {
	Header
	From  format.Form         `json:"from"`            // the form that was read
	To    format.Form         `json:"to"`              // the form that was written
	Files []string            `json:"files"`           // the files, in the folder that was named
	Texts []ScenarioText      `json:"texts,omitempty"` // the files with what they say, where no folder was named
	Found []Finding           `json:"diagnostics"`
	List  diag.List           `json:"-"`
	Read  func(string) []byte `json:"-"`
}

// Convert writes a scenario in another form. It never replaces a file.
func (w *Workbench) Convert(r ConvertRequest) (*ConvertResult, error) {
	var names []string
	for _, f := range format.Forms() {
		names = append(names, string(f))
	}
	if !slices.Contains(names, r.To) {
		return nil, fmt.Errorf("%w: cannot write %.40q: one of %s", ErrUsage, r.To, strings.Join(names, ", "))
	}
	in, err := readScenario(r.Scenario, r.Files)
	if err != nil {
		return nil, err
	}
	files, list := format.Write(in.scenario, format.Form(r.To))
	if list.HasErrors() {
		return nil, &FindingsError{list, in.read}
	}
	list.Add(worth(in.found)...)
	out := &ConvertResult{Header: Header{Dossier: in.name, Digest: in.digest}, From: in.form, To: format.Form(r.To), List: list, Read: in.read, Found: FindingsOf(in.name, list)}
	if r.Out != "" {
		if err := os.MkdirAll(r.Out, 0o755); err != nil {
			return nil, fmt.Errorf("convert: %w", err)
		}
	}
	for _, f := range files {
		if r.Out == "" {
			out.Files, out.Texts = append(out.Files, f.Name), append(out.Texts, ScenarioText{f.Name, string(f.Data)})
			continue
		}
		if err := writeNew(filepath.Join(r.Out, f.Name), f.Data); err != nil {
			return nil, fmt.Errorf("convert: %w", err)
		}
		out.Files = append(out.Files, f.Name)
	}
	return out, nil
}

// writeNew writes a file that must not be there yet.
func writeNew(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec // a file for others to read
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		_ = f.Close() // the first error is the one that counts
		return err
	}
	return f.Close()
}
