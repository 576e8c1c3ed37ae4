package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) statusCommand() *cobra.Command {
	var r workbench.StatusRequest
	cmd := &cobra.Command{
		Use:     "status DOSSIER",
		Short:   "Where the talks stand on a day",
		Example: "  entente status kr-us-sma --on 2019-11-19\n  entente status kr-us-sma --on 2024-09-15",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			r.Dossier = args[0]
			out, err := a.bench.Status(r)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			return a.printStatus(out)
		},
	}
	cmd.Flags().StringVar(&r.On, "on", "", "the `DAY` (default: today)")
	whatIfFlag(cmd, &r.Question)
	return cmd
}

func (a *app) printStatus(out *workbench.StatusResult) error {
	var l report.Lines
	l.Addf("%s on %s\n", out.Title.In(a.lang), out.On)
	a.statusNow(&l, out)
	a.statusTalks(&l, out)
	for _, list := range [][]workbench.PositionLine{out.Demands, out.Offers} {
		for _, p := range list {
			line := fmt.Sprintf("%-8s %s: %s", p.Kind, p.Party, p.AsPut)
			if p.Amount != nil {
				line += " = " + report.Priced(p.Amount, p.Currency)
				if p.Conversion != "" {
					line += " (" + p.Conversion + ")"
				}
			}
			l.Addf("%s, since %s", line, p.From)
		}
	}
	told := map[string]bool{}
	for _, e := range out.Elections {
		if told[e.In] && !e.BeforeExpiry {
			continue // the next one of each party, and all before the expiry
		}
		told[e.In] = true
		when := ""
		if e.BeforeExpiry {
			when = ", before the expiry"
		}
		l.Addf("election %s: %s on %s, in %d days%s", e.In, e.What.In(a.lang), e.On, e.DaysUntil, when)
	}
	if out.Early != "" {
		l.Addf("pace     %s", out.Early)
	}
	for _, p := range out.Earlier {
		if p.Began == nil && p.Concluded == nil {
			continue
		}
		var parts []string
		if p.Began != nil {
			parts = append(parts, "began "+report.Days(*p.Began))
		}
		if p.Concluded != nil {
			parts = append(parts, "concluded "+report.Days(*p.Concluded))
		}
		l.Addf("         %s: %s expiry", p.Agreement, strings.Join(parts, ", "))
	}
	if len(out.Latest) > 0 {
		l.Addf("\nlatest")
		for _, e := range out.Latest {
			l.Addf("  %-10s  %s: %s", e.Date, e.Kind, e.In(a.lang))
		}
	}
	_, err := l.WriteTo(a.stdout)
	return err
}

func (a *app) statusNow(l *report.Lines, out *workbench.StatusResult) {
	switch {
	case out.Last == nil:
		l.Addf("in force nothing yet")
	case out.Gap:
		l.Addf("in force nothing: %s expired on %s, %d days ago; a gap", *out.Last, out.Expires, -*out.DaysToExpiry)
	default:
		l.Addf("in force %s, year %s; it expires on %s, in %d days", *out.Agreement, out.YearOfTerm, out.Expires, *out.DaysToExpiry)
	}
}

func (a *app) statusTalks(l *report.Lines, out *workbench.StatusResult) {
	s := out.Successor
	if s == nil {
		l.Addf("talks    nothing is known of a successor")
		return
	}
	stage := strings.ReplaceAll(s.Stage, "_", " ")
	if s.Stage == "round" {
		stage = fmt.Sprintf("round %d", s.Round)
	} else if s.Round > 0 {
		stage += fmt.Sprintf(" after %d rounds", s.Round)
	}
	l.Addf("talks    %s: %s, since %s", s.Agreement, stage, s.Since)
	if out.Breakdown != nil {
		l.Addf("         broken off on %s: %s", out.Breakdown.Date, out.Breakdown.In(a.lang))
	}
	var heads []string
	for _, e := range s.Envoys {
		heads = append(heads, e.Name.In(a.lang)+" ("+e.Party+")")
	}
	if len(heads) > 0 {
		l.Addf("envoys   %s", strings.Join(heads, ", "))
	}
}
