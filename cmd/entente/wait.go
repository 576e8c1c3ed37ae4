package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) waitCommand() *cobra.Command {
	var r workbench.WaitRequest
	var svg string
	cmd := &cobra.Command{
		Use:   "wait DOSSIER NEGOTIATION",
		Short: "Settle now, or wait for the election: what several models say, side by side",
		Long: "Settle now, or wait for the election: the premium worth paying, how likely the terms are to stand, and the backlash that would wipe the\n" +
			"gain out, model by model, with the inputs that turn a verdict. There is no number that stands for all of them.",
		Example: "  entente wait kr-us-sma 2024",
		Args:    cobra.ExactArgs(2),
		RunE: negotiated(a, &r.NegotiationQuestion, &svg, func(_ context.Context) (*workbench.WaitResult, error) {
			return a.bench.Wait(r)
		}, a.printWait),
	}
	cmd.Flags().StringVar(&svg, "svg", "", "draw what the models say to a `FILE`")
	questionFlags(cmd, &r.Question)
	return cmd
}

func (a *app) printWait(out *workbench.WaitResult) error {
	look := a.look()
	cash := func(v float64) string { return report.Cash(v, out.Currency) }
	band := func(b workbench.Band, show func(float64) string) string {
		return fmt.Sprintf("%s (%s to %s)", show(b.Likely), show(b.Low), show(b.High))
	}
	share := func(v float64) string { return report.Odds(100 * v) }
	either := func(isMoney bool, v float64) string {
		if isMoney {
			return cash(v)
		}
		return share(v)
	}
	var l report.Lines
	l.Addf("%s", out.Title.In(a.lang))
	l.Addf("%s looks at it on %s; the election in %s is on %s, %d days off", out.Names.In(out.For, a.lang), out.On, out.Names.In(out.Event.In, a.lang), out.Event.On, out.Event.Days)
	l.Addf("")
	l.Addf("%s; no number stands for all of them", verdicts(out))
	l.Addf("every number here follows from inputs of %s", inputOwners(out, ""))
	if out.Premium != nil {
		l.Addf("premium: the best first offer is %s a year", band(*out.Premium, cash))
	}
	for _, s := range out.TermsStand {
		without := ""
		if s.Before != nil {
			without = "; without a deal " + share(*s.Before)
		}
		l.Addf("terms stand %s: %s%s (%s)", s.When, band(s.Band, share), without, s.Model)
	}
	if out.Backlash != nil {
		l.Addf("break-even backlash: signing may lower a hostile government's worth by %s", band(*out.Backlash, cash))
	}
	l.Addf("")
	if _, err := l.WriteTo(a.stdout); err != nil {
		return err
	}
	t := &report.Table{Columns: []report.Column{{Name: "model"}, {Name: "says"}, {Name: "value", Right: true}, {Name: "measure"}, {Name: "reverses"}}}
	for _, m := range out.Models {
		show := func(v float64) string { return fmt.Sprintf("%.3f", v) }
		if m.Money {
			show = cash
		}
		t.Add(m.Model+" ("+m.Paper+")", m.Verdict, band(m.Value, show), m.Measure, m.Reverses)
		for _, turn := range m.Turns {
			t.Notes = append(t.Notes, fmt.Sprintf("%s says %s with %s at %s", m.Model, turn.Verdict, turn.Input, either(turn.Money, turn.To)))
		}
	}
	t.Notes = append(t.Notes, "in parentheses: one input after the other at the ends of its range")
	for _, in := range out.Inputs {
		if in.Low != in.High {
			t.Notes = append(t.Notes, fmt.Sprintf("%s: %s is %s (%s to %s), %s on %s", in.Model, in.Input, either(in.Money, in.Likely), either(in.Money, in.Low), either(in.Money, in.High), in.Owner, in.On))
		}
	}
	t.Notes = append(t.Notes, out.Notes...)
	return t.Write(a.stdout, look.Format)
}

// verdicts tells what the models say, and that they disagree where they do.
func verdicts(out *workbench.WaitResult) string {
	by := map[string][]string{}
	for _, m := range out.Models {
		by[m.Verdict] = append(by[m.Verdict], m.Model)
	}
	var said []string
	for _, v := range []string{"settle", "wait", "even"} {
		if len(by[v]) > 0 {
			said = append(said, v+": "+strings.Join(by[v], ", "))
		}
	}
	if out.Agree {
		return "the models agree: " + strings.Join(said, "; ")
	}
	return "the models disagree: " + strings.Join(said, "; ")
}
