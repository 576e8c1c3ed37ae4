package workbench

import (
	"cmp"
	"slices"

	"entente/agreement"
	"entente/internal/nearest"
	"entente/internal/text"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/source"
)

// AgreementResult is an agreement in words, with its timeline and its years.
type AgreementResult struct {
	Header
	ID         string          `json:"id"`
	Title      text.Text       `json:"title"`
	Term       period.Span     `json:"term"`
	Terms      []TermLine      `json:"terms"`
	Categories []CategoryLine  `json:"categories"`
	Timeline   []MilestoneLine `json:"timeline"`
	Lines      []schedule.Line `json:"lines"`
	Total      schedule.Total  `json:"total"`
	Notes      text.Text       `json:"notes"`

	Units money.Units `json:"-"`
}

// TermLine is the rule of some years in words.
type TermLine struct {
	Years  string          `json:"years"`
	Words  string          `json:"words"`
	Note   string          `json:"note,omitempty"`
	Source *schedule.Cited `json:"source"`
}

// CategoryLine is a part of the contribution.
type CategoryLine struct {
	Name    string    `json:"name"`
	Title   text.Text `json:"title"`
	Form    string    `json:"form"`
	Minimum string    `json:"minimum,omitempty"` // in percent
	Of      string    `json:"of,omitempty"`      // what the minimum is a share of
}

// MilestoneLine is a dated step in the life of the agreement.
type MilestoneLine struct {
	Event      string          `json:"event"`
	On         string          `json:"on"`
	By         string          `json:"by,omitempty"`
	Vote       *agreement.Vote `json:"vote,omitempty"`
	Unverified bool            `json:"unverified,omitempty"`
	Source     *schedule.Cited `json:"source"`
}

// Agreement tells what an agreement says and pays.
func (w *Workbench) Agreement(q Question, id string) (*AgreementResult, error) {
	c, err := w.compute(q)
	if err != nil {
		return nil, err
	}
	a, ok := c.Agreement(id)
	if !ok {
		return nil, usage("there is no agreement %.60q: %s", id, nearest.Hint(id, ids(c.Dossier)))
	}
	out := &AgreementResult{Header: c.header(), ID: a.ID, Title: a.Title, Term: a.Term, Notes: a.Notes, Units: c.Units}
	for i := range a.Amounts {
		m := &a.Amounts[i]
		out.Terms = append(out.Terms, TermLine{m.Years.String(), m.Words(c.Units.Natural), m.Mark.Note, schedule.CiteMark(m.Mark, c.cite)})
	}
	for _, x := range a.Categories {
		l := CategoryLine{Name: x.Name, Title: x.Title, Form: x.Form, Of: x.Of}
		if x.Minimum != nil {
			l.Minimum = x.Minimum.String()
		}
		out.Categories = append(out.Categories, l)
	}
	for _, m := range a.Timeline {
		out.Timeline = append(out.Timeline, MilestoneLine{m.Event, m.On.String(), m.By, m.Vote, m.Mark.Unverified, schedule.CiteMark(m.Mark, c.cite)})
	}
	out.Lines = c.schedule.Lines(schedule.Selection{Agreement: a.ID, Years: a.Years()})
	out.Total = schedule.TotalOf(out.Lines, c.Currency)
	return out, nil
}

// SourcesResult is the sources of a dossier with the figures they support.
type SourcesResult struct {
	Header
	Sources     []SourceLine `json:"sources"`
	Unsupported []string     `json:"unsupported"` // figures without a source
}

// SourceLine is a source with what rests on it.
type SourceLine struct {
	ID        string         `json:"id"`
	Title     string         `json:"title"`
	Publisher string         `json:"publisher"`
	Date      string         `json:"date"`
	URL       string         `json:"url,omitempty"`
	HowRead   source.HowRead `json:"how_read"`
	Figures   []string       `json:"figures"` // observations and figures that cite it
}

// Sources lists the sources of a dossier.
func (w *Workbench) Sources(q Question) (*SourcesResult, error) {
	c, err := w.compute(q)
	if err != nil {
		return nil, err
	}
	cited := map[string][]string{}
	out := &SourcesResult{Header: c.header(), Sources: []SourceLine{}, Unsupported: []string{}}
	for _, f := range c.schedule.Plan.Figures {
		if f.Amount.Mark.Source.IsZero() {
			out.Unsupported = append(out.Unsupported, f.ID)
		}
		for _, id := range f.Amount.Mark.Source.IDs {
			cited[id] = append(cited[id], f.ID)
		}
	}
	for _, s := range c.Series {
		for _, o := range s.Observations {
			for _, id := range o.Source.IDs {
				cited[id] = append(cited[id], s.ID)
			}
		}
	}
	for _, s := range c.Sources {
		figures := slices.Compact(slices.Sorted(slices.Values(cited[s.ID])))
		out.Sources = append(out.Sources, SourceLine{s.ID, s.Title, s.Publisher, s.Date, s.URL, s.HowRead, append([]string{}, figures...)})
	}
	slices.SortStableFunc(out.Sources, func(a, b SourceLine) int { return cmp.Compare(len(b.Figures), len(a.Figures)) })
	return out, nil
}
