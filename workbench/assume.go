package workbench

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"entente/internal/nearest"
	"entente/period"
	"entente/projection"
)

// AssumeRequest asks for the parameters of a model, as history gives them.
type AssumeRequest struct {
	Dossier string
	Series  string
	Model   string
	Known   string // a day; "" is everything
}

// AssumeResult is a model with estimated parameters, to paste into a dossier.
type AssumeResult struct {
	Header
	Series     string          `json:"series"`       // the series that was fitted
	Model      string          `json:"model"`        // the word for the model
	Parameters []ParameterLine `json:"parameters"`   // as estimated
	Years      period.Years    `json:"years"`        // the history that was known
	Number     int             `json:"observations"` // how many values, or steps between them, were used
	Method     string          `json:"method"`       // how it was estimated
	YAML       string          `json:"yaml"`         // to stand under the series in dossier.yaml
}

// ParameterLine is one estimated parameter.
type ParameterLine struct {
	Name  string   `json:"name"`
	Value string   `json:"value"`          // with its unit
	Error *float64 `json:"standard_error"` // null where there is none
}

// Assume fits a model to what was known of a series.
func (w *Workbench) Assume(r AssumeRequest) (*AssumeResult, error) {
	c, err := w.compute(Question{Dossier: r.Dossier, Known: r.Known})
	if err != nil {
		return nil, err
	}
	s, err := c.seriesFor("fit", r.Series)
	if err != nil {
		return nil, err
	}
	if s.Frequency != "year" {
		return nil, usage("--fit: %s has a value for every %s; assumptions draw years", s.ID, s.Frequency)
	}
	e, err := projection.Fit(s, r.Model, c.schedule.World.Known)
	switch {
	case errors.Is(err, projection.ErrModel):
		return nil, usage("--model: %w: %s", err, nearest.Hint(r.Model, projection.Estimated()))
	case err != nil:
		return nil, usage("%w", err)
	}
	out := &AssumeResult{Header: c.header(), Series: s.ID, Model: r.Model, Years: e.Years, Number: e.Number, Method: e.Method}
	for _, p := range e.Parameters {
		line := ParameterLine{Name: p.Name, Value: p.Value.String() + p.Unit}
		if !math.IsNaN(p.Error) {
			line.Error = &p.Error
		}
		out.Parameters = append(out.Parameters, line)
	}
	out.YAML = out.yaml()
	return out, nil
}

func (r *AssumeResult) yaml() string {
	var b strings.Builder
	fmt.Fprintf(&b, "assumptions:\n  model: %s\n", r.Model)
	for _, p := range r.Parameters {
		fmt.Fprintf(&b, "  %s: %s", p.Name, p.Value)
		if p.Error != nil {
			fmt.Fprintf(&b, " # standard error %.2g", *p.Error)
		}
		b.WriteByte('\n')
	}
	known := "everything the dossier holds"
	if r.KnownAt != nil {
		known = "what was known on " + r.KnownAt.String()
	}
	fmt.Fprintf(&b, "  source: own\n  note: fitted to %d of %s, %s, %s\n", r.Number, r.Years, r.Method, known)
	return b.String()
}

// Models returns the words of the models that can be fitted.
func Models() []string { return projection.Estimated() }
