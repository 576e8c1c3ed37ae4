package workbench

import (
	"entente/internal/text"
	"entente/money"
	"entente/period"
	"entente/schedule"
	"entente/series"
)

// OutlineResult is what a dossier holds, for finding the way in it.
type OutlineResult struct {
	Header
	Title        text.Text         `json:"title"`
	About        text.Text         `json:"about"`
	Currency     money.Currency    `json:"currency"`
	Years        period.Years      `json:"years"`
	Agreements   []AgreementName   `json:"agreements"`
	Keys         []string          `json:"keys"`         // share keys that can be computed, and published scales
	Series       []SeriesName      `json:"series"`       // those that rules read
	Talks        bool              `json:"talks"`        // there is a story to tell
	Claims       int               `json:"claims"`       // statements in the ledger
	Negotiations []NegotiationName `json:"negotiations"` // those that can be asked about
	Prolongs     []string          `json:"prolongs"`     // agreements whose last rule reaches past their term
	Drawn        bool              `json:"assumption"`   // a series can be drawn
}

// AgreementName is an agreement with its years.
type AgreementName struct {
	ID    string       `json:"id"`
	Title text.Text    `json:"title"`
	Years period.Years `json:"years"`
}

// NegotiationName is a negotiation with the questions it has an answer to:
// deal, ratify, wait, fair.
type NegotiationName struct {
	ID    string    `json:"id"`
	Title text.Text `json:"title"`
	Pages []string  `json:"pages"`
}

// SeriesName is a series that a rule reads.
type SeriesName struct {
	ID    string    `json:"id"`
	Title text.Text `json:"title"`
	Unit  string    `json:"unit"`
}

// Outline tells what a dossier holds. It computes nothing, so that it also
// answers for a dossier whose rules cannot be run.
func (w *Workbench) Outline(name string) (*OutlineResult, error) {
	o, err := w.open(name, nil)
	if err != nil {
		return nil, err
	}
	out := &OutlineResult{
		Header: Header{Dossier: o.ID, Digest: o.Digest}, Title: o.Title, About: o.About, Currency: o.Currency, Years: o.Years,
		Agreements: []AgreementName{}, Keys: []string{}, Series: []SeriesName{}, Talks: len(o.Story.Events)+len(o.Story.Rounds) > 0, Claims: len(o.Claims), Negotiations: []NegotiationName{}, Prolongs: []string{},
	}
	for _, a := range o.Agreements {
		out.Agreements = append(out.Agreements, AgreementName{a.ID, a.Title, a.Years()})
		if schedule.Prolongable(a) {
			out.Prolongs = append(out.Prolongs, a.ID)
		}
	}
	for _, e := range o.Keys {
		if e.Members != "" { // else a method that is told, not computed
			out.Keys = append(out.Keys, e.ID)
		}
	}
	for _, t := range o.Tables {
		out.Keys = append(out.Keys, t.ID)
	}
	for _, n := range o.Negotiations {
		name := NegotiationName{ID: n.ID, Title: n.Title}
		for _, about := range []struct {
			page  string
			there bool
		}{{"deal", n.Deal != nil && len(n.Deal.Issues) > 0 && len(n.Deal.Profiles) > 1}, {"ratify", len(n.Ratify) > 0 && len(n.Packages) > 0}, {"wait", n.Wait != nil}, {"fair", n.Fair != nil}} {
			if about.there {
				name.Pages = append(name.Pages, about.page)
			}
		}
		if len(name.Pages) > 0 {
			out.Negotiations = append(out.Negotiations, name)
		}
	}
	for _, s := range o.read() {
		out.Series = append(out.Series, SeriesName{s.ID, s.What, s.Unit})
		out.Drawn = out.Drawn || s.Assumption != nil
	}
	return out, nil
}

// read returns the series that rules read, in the order of the dossier.
func (o *opened) read() []*series.Series {
	plan, _ := o.compile(schedule.Options{}) // what is wrong in it, check tells
	read := map[string]bool{}
	for _, n := range plan.Nodes {
		if n.Series != nil {
			read[n.Series.ID] = true
		}
	}
	var all []*series.Series
	for _, s := range o.Series {
		if read[s.ID] {
			all = append(all, s)
		}
	}
	return all
}
