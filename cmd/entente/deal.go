package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) dealCommand() *cobra.Command {
	var r workbench.DealRequest
	var svg string
	cmd := &cobra.Command{
		Use:   "deal DOSSIER NEGOTIATION",
		Short: "Which packages of real terms suit both sides, and what to offer",
		Long: "Which packages of real terms suit both sides, and what to offer. Every combination of the issues is an amended agreement, valued by what it\n" +
			"pays in drawn futures. docs/negotiation-file.md tells how issues and profiles are written. A private profile is read only with --as.",
		Example: "  entente deal kr-us-sma 2024\n  entente deal kr-us-sma 2019 --from demanded\n  entente deal my-dossier talks --as kr --rounds 4",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			r.Dossier, r.Negotiation, r.File = args[0], args[1], fileArgument(args[1])
			out, err := a.bench.Deal(cmd.Context(), r)
			if err != nil {
				return err
			}
			if err := drawTo(cmd.Context(), svg, out.Chart(a.lang)); err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			return a.printDeal(out)
		},
	}
	f := cmd.Flags()
	f.StringVar(&r.As, "as", "", "read the private profile of this `PARTY`, and advise it")
	f.StringVar(&r.From, "from", "", "advise from this `PACKAGE` (default: what was agreed, else the Nash solution)")
	f.IntVar(&r.Rounds, "rounds", 3, "how many `ROUNDS` are left, for the next offers")
	f.IntVar(&r.Paths, "paths", 0, "over how many futures: `N` (default: as the file says)")
	f.IntVar(&r.Draws, "draws", 100, "how `MANY` preferences are drawn within their ranges")
	f.StringVar(&svg, "svg", "", "draw the plane of utilities to a `FILE`")
	questionFlags(cmd, &r.Question)
	return cmd
}

// money prints a mean over futures.
func (a *app) money(x float64, out *workbench.DealResult) string {
	look := a.look()
	look.Units = out.Units
	return report.Mean(x, out.Currency, look)
}

func (a *app) printDeal(out *workbench.DealResult) error {
	var l report.Lines
	l.Addf("%s", out.Title.In(a.lang))
	l.Addf("")
	if out.ZOPA.Empty {
		l.Addf("no package suits everybody, by the likely estimates; the nearest misses are below")
	} else {
		l.Addf("%d of %d packages suit everybody, by the likely estimates (%d are efficient)", out.ZOPA.Count, out.NAllowed, len(out.Frontier))
	}
	l.Addf("  in %s of %d preferences drawn within the estimates' ranges none does", report.Odds(100*out.ZOPA.Unlikely), out.Robust.Draws)
	for _, k := range out.Deals {
		where := "nobody loses against no agreement"
		switch {
		case !k.Allowed:
			where = "crosses a red line"
		case !k.Rational:
			where = "somebody is better off without: " + a.losers(k, out)
		}
		l.Addf("%s: %s", *k.ID, k.Title.In(a.lang))
		l.Addf("  %s; %s over %d to %d, first year %+.1f%%", where, a.money(k.Measures["total"], out), out.Years[0], out.Years[1], k.Measures["first_increase"])
		if k.Distance != nil && k.InZone != nil {
			l.Addf("  %.3f from the nearest efficient package; suits everybody in %s of the drawn preferences", *k.Distance, report.Odds(100**k.InZone))
		}
	}
	l.Addf("")
	if _, err := l.WriteTo(a.stdout); err != nil {
		return err
	}
	for _, t := range a.dealTables(out) {
		if err := t.Write(a.stdout, report.Format(a.format)); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout)
	}
	return a.printConditions(out)
}

// losers names who would rather walk away.
func (a *app) losers(k workbench.DealPackage, out *workbench.DealResult) string {
	var names []string
	for i, p := range out.Parties {
		if k.Utils[i] < p.Reserved {
			names = append(names, fmt.Sprintf("%s (%.3f, without agreement %.3f)", p.Party, k.Utils[i], p.Reserved))
		}
	}
	return strings.Join(names, ", ")
}

func terms(values map[string]string, out *workbench.DealResult) string {
	var words []string
	for _, i := range out.Issues {
		words = append(words, i.ID+" "+values[i.ID])
	}
	return strings.Join(words, ", ")
}

func worths(us []float64) string {
	var words []string
	for _, u := range us {
		words = append(words, fmt.Sprintf("%.3f", u))
	}
	return strings.Join(words, ", ")
}

func signed(us []float64) string {
	var words []string
	for _, u := range us {
		words = append(words, fmt.Sprintf("%+.3f", u))
	}
	return strings.Join(words, ", ")
}

func (a *app) dealTables(out *workbench.DealResult) []*report.Table {
	var names []string
	for _, p := range out.Parties {
		names = append(names, p.Party)
	}
	who := strings.Join(names, ", ")
	solutions := &report.Table{Title: "what the theories single out", Columns: []report.Column{{Name: "solution"}, {Name: who}, {Name: "total", Right: true}, {Name: "package"}}}
	for _, s := range out.Solutions {
		solutions.Add(s.Name, worths(s.Utils), a.money(s.Measures["total"], out), terms(s.Values, out))
	}
	for _, k := range out.ZOPA.Misses {
		solutions.Add("nearest miss", worths(k.Utils), a.money(k.Measures["total"], out), terms(k.Values, out))
	}
	moves := &report.Table{Title: "from: " + terms(out.Advice.From.Values, out), Columns: []report.Column{{Name: "what"}, {Name: who}, {Name: "total", Right: true}, {Name: "change"}}}
	add := func(what string, all []workbench.DealMove) {
		for _, m := range all {
			var words []string
			for _, c := range m.Changes {
				words = append(words, c.Issue+" "+c.From+" to "+c.To)
			}
			moves.Add(what, signed(m.Utils), a.money(m.Sum, out), strings.Join(words, ", "))
		}
	}
	add("one step", out.Advice.Concessions)
	add("trade", out.Advice.Trades)
	for _, x := range out.Advice.Alike {
		add("costs "+x.Party+" the same", x.Moves)
	}
	add("better for all", out.Advice.Improvements)
	for _, x := range out.Advice.IntoRange {
		add("brings "+x.Package+" into range", x.Moves)
	}
	tables := []*report.Table{solutions, moves}
	if len(out.Advice.Offers) > 0 {
		offers := &report.Table{Title: "next offers", Columns: []report.Column{{Name: "round", Right: true}, {Name: who}, {Name: "total", Right: true}, {Name: "package"}}}
		for i, k := range out.Advice.Offers {
			offers.Add(strconv.Itoa(i+1), worths(k.Utils), a.money(k.Measures["total"], out), terms(k.Values, out))
		}
		tables = append(tables, offers)
	}
	return tables
}

// printConditions says what the answer rests on.
func (a *app) printConditions(out *workbench.DealResult) error {
	var l report.Lines
	for _, r := range out.Ratification {
		l.Addf("%s is ratified with a probability of %s", r.Of, chance(r.Probability))
	}
	for _, p := range out.Parties {
		whose := "estimate of " + p.Owner + " on " + p.On
		if p.Private {
			whose = "private profile, " + p.On
		}
		l.Addf("%s: %s; no agreement is worth %.3f", p.Party, whose, p.Reserved)
		for _, x := range p.Paths {
			l.Addf("  %s (%s): worth %.3f, taken with a chance of %s", x.ID, x.Kind, x.Worth, report.Odds(100*x.Chance))
		}
	}
	for _, n := range out.Notes {
		l.Addf("%s", strings.TrimSpace(n))
	}
	l.Addf("%s", out.Limits)
	l.Addf("%d futures, seed %d; %d packages of which %d differ in what they pay; known on %s", out.Paths, out.Seed, out.NOutcomes, out.NVariants, out.On)
	_, err := l.WriteTo(a.stdout)
	return err
}
