package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) fairCommand() *cobra.Command {
	var r workbench.FairRequest
	var svg string
	cmd := &cobra.Command{
		Use:   "fair DOSSIER NEGOTIATION",
		Short: "What a sum is a share of: rival cost bases, and rules of division, side by side",
		Long: "What a sum is a share of: rival cost bases side by side, which of them yields the sum demanded, which makes which statement about a fair\n" +
			"share true, and what rules of division would give.",
		Example: "  entente fair kr-us-sma 2019",
		Args:    cobra.ExactArgs(2),
		RunE: negotiated(a, &r.NegotiationQuestion, &svg, func(_ context.Context) (*workbench.FairResult, error) {
			return a.bench.Fair(r)
		}, a.printFair),
	}
	cmd.Flags().StringVar(&svg, "svg", "", "draw the cost bases to a `FILE`")
	questionFlags(cmd, &r.Question)
	return cmd
}

func (a *app) printFair(out *workbench.FairResult) error {
	if err := a.fairAnswer(out); err != nil {
		return err
	}
	t := &report.Table{Title: "What each sum is of each cost", Columns: []report.Column{{Name: "share of"}, {Name: "base", Right: true}}}
	for _, s := range out.Sums {
		t.Columns = append(t.Columns, report.Column{Name: s.ID + " " + report.Priced(s.Amount, out.Currency), Right: true})
	}
	for i, b := range out.Bases {
		row := []string{b.Title.In(a.lang), b.AsPut}
		for _, s := range out.Sums {
			row = append(row, s.Shares[i]+"%")
		}
		t.Add(row...)
	}
	t.Notes = append(t.Notes, "rates: "+orDash(strings.Join(out.Rates, ", ")))
	t.Notes = append(t.Notes, out.Notes...)
	if err := t.Write(a.stdout, a.look().Format); err != nil {
		return err
	}
	if len(out.Rules) == 0 {
		return nil
	}
	fmt.Fprintln(a.stdout)
	rules := &report.Table{Title: "What rules of division would make of the dispute, and how far each sum is from it", Columns: []report.Column{{Name: "rule"}, {Name: "would pay", Right: true}}}
	for _, s := range out.Sums {
		rules.Columns = append(rules.Columns, report.Column{Name: s.ID + " is off by", Right: true})
	}
	rules.Columns = append(rules.Columns, report.Column{Name: "idea"})
	for _, r := range out.Rules {
		row := []string{r.Rule, report.Priced(r.Payment, out.Currency)}
		for _, d := range r.Distances {
			row = append(row, d+"%")
		}
		rules.Add(append(row, r.Idea)...)
	}
	return rules.Write(a.stdout, a.look().Format)
}

// fairAnswer says what makes the demand and the statements true.
func (a *app) fairAnswer(out *workbench.FairResult) error {
	var l report.Lines
	l.Addf("%s", out.Title.In(a.lang))
	l.Addf("as known on %s; what is fair depends on the cost that a sum is held against, and the costs below rival each other", out.On)
	l.Addf("")
	met := 0
	for _, y := range out.Yields {
		if y.Meets {
			met++
			l.Addf("%s of %s gives %s, %s%% off the sum %s", y.Factor, y.Base, report.Priced(y.Amount, out.Currency), y.Off, y.Demanded)
		}
	}
	if met == 0 && len(out.Yields) > 0 {
		l.Addf("no base, halved, taken whole or taken one and a half times, gives the sum %s", out.Yields[0].Demanded)
	}
	for _, s := range out.Statements {
		var where []string
		for _, h := range s.Holds {
			where = append(where, fmt.Sprintf("%s of %s (%s%%)", h.Sum, h.Base, h.Share))
		}
		if len(where) == 0 {
			where = []string{"nowhere here"}
		}
		l.Addf("%q is true of: %s", s.Words, strings.Join(where, ", "))
	}
	l.Addf("")
	_, err := l.WriteTo(a.stdout)
	return err
}
