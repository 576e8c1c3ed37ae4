package workbench

import (
	"entente/internal/text"
	"entente/money"
	"entente/schedule"
)

// FitRequest asks which conventions reproduce the published figures.
type FitRequest struct {
	Question
	Agreements []string // none: every agreement that can be evidence
	Without    []string // published figures to leave out of account
	Unverified bool     // figures marked unverified are evidence too
}

// FitResult is what published figures say about conventions.
type FitResult struct {
	Header
	Title text.Text `json:"title"`
	schedule.Fit

	Units money.Units `json:"-"`
}

// Fit tries conventions against published figures.
func (w *Workbench) Fit(r FitRequest) (*FitResult, error) {
	c, err := w.compute(r.Question)
	if err != nil {
		return nil, err
	}
	fit, err := schedule.FitConventions(Input(c.Dossier), c.schedule.World, schedule.FitScope{Agreements: r.Agreements, Without: r.Without, Unverified: r.Unverified})
	if err != nil {
		return nil, usage("%w", err)
	}
	return &FitResult{Header: c.header(), Title: c.Title, Fit: *fit, Units: c.Units}, nil
}
