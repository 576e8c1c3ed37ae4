package workbench

import (
	"context"
	"fmt"

	"entente/deal"
	"entente/internal/text"
	"entente/money"
	"entente/period"
)

// PackageRequest asks about one package of a negotiation.
type PackageRequest struct {
	NegotiationQuestion
	Index int64 // its number among all packages
}

// PackageResult is one package of real terms: what it pays each year, what it
// is worth, and how likely it is ratified.
type PackageResult struct {
	Header
	Negotiation  string            `json:"negotiation"`
	Title        text.Text         `json:"title"`
	On           period.Day        `json:"on"`
	Seed         uint64            `json:"seed"`
	Paths        int               `json:"paths"`
	Currency     money.Currency    `json:"currency"`
	Package      DealPackage       `json:"package"`
	Years        []PackageYear     `json:"years"`
	Ratification *DealRatification `json:"ratification"` // null where the file does not say who must consent

	Units money.Units `json:"-"`
}

// PackageYear is what a package pays in a year, over the futures.
type PackageYear struct {
	Year    int     `json:"year"`
	Mean    float64 `json:"mean"`
	P05     float64 `json:"p05"` // not exceeded by 5 % of the futures
	P95     float64 `json:"p95"`
	Renewed bool    `json:"renewed"` // behind the end of the agreement, as the file takes a renewal to cost
}

// defaults of a question about a deal, as the command line has them.
const (
	dealRounds = 3
	dealDraws  = 100
)

// PlainDeal asks about a deal as the command line does without flags.
func PlainDeal(q NegotiationQuestion) DealRequest {
	return DealRequest{NegotiationQuestion: q, Rounds: dealRounds, Draws: dealDraws}
}

// Package tells what one package pays and whether it is ratified. No private
// profile is read.
func (w *Workbench) Package(ctx context.Context, r PackageRequest) (*PackageResult, error) {
	d, err := w.dealt(ctx, PlainDeal(r.NegotiationQuestion))
	if err != nil {
		return nil, err
	}
	if r.Index < 0 || r.Index >= d.out.NOutcomes {
		return nil, usage("there is no package %d: they are numbered from 0 to %d", r.Index, d.out.NOutcomes-1)
	}
	pack := d.pack(d.scenario.Space.At(r.Index))
	for _, k := range d.out.Deals {
		if k.Index == r.Index {
			pack.ID, pack.Title, pack.By = k.ID, k.Title, k.By
		}
	}
	out := &PackageResult{
		Header: d.out.Header, Negotiation: d.out.Negotiation, Title: d.out.Title, On: d.out.On, Seed: d.out.Seed, Paths: d.out.Paths, Currency: d.out.Currency,
		Package: pack, Years: []PackageYear{}, Units: d.Units,
	}
	years, err := d.valued.Years(ctx, pack.outcome)
	if err != nil {
		return nil, d.refused(err)
	}
	for _, y := range years {
		out.Years = append(out.Years, PackageYear{y.Year, y.Mean, y.P05, y.P95, y.Renewed})
	}
	if len(d.about.Ratify) > 0 {
		// It depends on the increase and the new items alone, which many packages share.
		line, err := keep(w.memo(r.NegotiationQuestion), fmt.Sprintf("consent %q %v %d", r.Negotiation, pack.Measures[string(deal.FirstIncrease)], d.newItems(pack)), func() (*DealRatification, error) {
			var line DealRatification
			return &line, d.consent(&line, pack)
		})
		if err != nil {
			return nil, err
		}
		own := *line
		own.Of, own.Index = "package", r.Index
		out.Ratification = &own
	}
	return out, nil
}
