package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) ratifyCommand() *cobra.Command {
	var r workbench.RatifyRequest
	var svg string
	cmd := &cobra.Command{
		Use:   "ratify DOSSIER NEGOTIATION",
		Short: "How likely a package is to be ratified, and what would make it likelier",
		Long: "How likely a package is to be ratified, over the range that the estimates state, beside the votes on record; and what must be given to\n" +
			"bring it to the wanted probability. docs/negotiation-file.md tells how a negotiation is written.",
		Example: "  entente ratify kr-us-sma 2024\n  entente ratify kr-us-sma 2024 --package plus-half",
		Args:    cobra.ExactArgs(2),
		RunE: negotiated(a, &r.NegotiationQuestion, &svg, func(_ context.Context) (*workbench.RatifyResult, error) {
			r.Curve = svg != ""
			return a.bench.Ratify(r)
		}, a.printRatified),
	}
	cmd.Flags().StringVar(&r.Package, "package", "", "the `PACKAGE` to ask about (default: the first)")
	cmd.Flags().StringVar(&svg, "svg", "", "draw the probability over the price to a `FILE`")
	questionFlags(cmd, &r.Question)
	return cmd
}

func (a *app) printRatified(out *workbench.RatifyResult) error {
	look := a.look()
	look.Units = out.Units
	var l report.Lines
	l.Addf("%s: %s", out.Title.In(a.lang), out.PackageTitle.In(a.lang))
	l.Addf("%s, %s over %s, new items: %d", report.Full(out.Price, out.Currency, look), report.Odds(out.Increase), report.Full(out.Over, out.Currency, look), out.NewItems)
	l.Addf("")
	l.Addf("ratified with a probability of %s", chance(out.Probability))
	for _, w := range out.WinSets {
		if w.Increase == nil {
			l.Addf("%s: nothing passes with %s (%s)", out.Names.In(w.Party, a.lang), report.Odds(100*w.Want), whose(out, w.Party))
		} else {
			l.Addf("%s: passes with %s or more up to %s (%s), without new items and by the likely values (%s)", out.Names.In(w.Party, a.lang), report.Odds(100*w.Want), report.Full(w.Price, out.Currency, look), report.Odds(*w.Increase), whose(out, w.Party))
		}
	}
	for i, c := range out.Concessions {
		how := "or"
		switch {
		case c.Increase == out.Increase && c.NewItems == out.NewItems:
			l.Addf("  nothing need be given to get there")
			continue
		case i == 0:
			how = "to get there"
		}
		l.Addf("  %s: %s (%s), new items: %d, gives %s (%s)", how, report.Full(c.Price, out.Currency, look), report.Odds(c.Increase), c.NewItems, report.Odds(100*c.Probability), whose(out, c.Party))
	}
	if len(out.WinSets) > 0 && len(out.Concessions) == 0 {
		l.Addf("  no cut of the price and of the items gets there")
	}
	l.Addf("")
	if _, err := l.WriteTo(a.stdout); err != nil {
		return err
	}
	t := &report.Table{Columns: []report.Column{
		{Name: "party"}, {Name: "who"}, {Name: "seats", Right: true}, {Name: "quorum", Right: true}, {Name: "enough present", Right: true}, {Name: "present", Right: true}, {Name: "yes", Right: true}, {Name: "passes", Right: true},
	}}
	for _, b := range out.Bodies {
		for _, c := range b.Chambers {
			t.Add(out.Names.In(b.Party, a.lang), c.Name, strconv.Itoa(c.Members), strconv.Itoa(c.Needed), spread(c.Quorum), fmt.Sprintf("%.0f", c.Present), fmt.Sprintf("%.0f", c.Yes), spread(c.Pass))
		}
		for _, v := range b.Vetoes {
			t.Add(out.Names.In(b.Party, a.lang), v.Name, "", "", "", "", "", spread(v.Consent))
		}
	}
	for _, b := range out.Bodies {
		t.Notes = append(t.Notes, fmt.Sprintf("probabilities of %s: %s on %s", out.Names.In(b.Party, a.lang), b.Probability.Owner, b.Probability.On))
	}
	for _, v := range out.Recorded {
		price := ""
		if v.Increase != nil {
			price = fmt.Sprintf(", %+.1f%%", *v.Increase)
		}
		t.Notes = append(t.Notes, fmt.Sprintf("on record: %s, %s: present %d, yes %d, no %d, abstentions %d%s", v.Agreement, v.On, v.Present, v.Yes, v.No, v.Abstain, price))
	}
	if n := len(out.Recorded); n > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("nothing is fitted to the votes on record: %d of them, all carried, identify little", n))
	}
	t.Notes = append(t.Notes, out.Notes...)
	return t.Write(a.stdout, look.Format)
}

// whose tells whose the probabilities of a party's ratifiers are.
func whose(out *workbench.RatifyResult, party string) string {
	for _, b := range out.Bodies {
		if b.Party == party {
			return b.Probability.Owner + " on " + b.Probability.On
		}
	}
	return ""
}

// chance prints a probability with its range and whose it is.
func chance(c workbench.Chance) string {
	return fmt.Sprintf("%s (%s), %s on %s", report.Odds(100*c.Likely), between(c), c.Owner, c.On)
}

func spread(c workbench.Chance) string {
	return fmt.Sprintf("%s (%s)", report.Odds(100*c.Likely), between(c))
}

func between(c workbench.Chance) string {
	return report.Odds(100*c.Low) + " to " + report.Odds(100*c.High)
}
