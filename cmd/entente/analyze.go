package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/diag"
	"entente/report"
	"entente/workbench"
)

func (a *app) analyzeCommand() *cobra.Command {
	var r workbench.AnalyzeRequest
	var svg, plane string
	cmd := &cobra.Command{
		Use:     "analyze SCENARIO",
		Short:   "What a negotiation has to offer: frontier, solutions, zone of agreement",
		Long:    "What a negotiation has to offer: frontier, solutions, zone of agreement.\n\nA SCENARIO is a folder with the files of Genius, GeniusWeb, NegoLog or NegMAS, or these files one by one. Parties take the order of their\nfile names. docs/negotiation.md says how the files are read and what each solution means.",
		Example: "  entente analyze scenarios/harbour\n  entente analyze domain.xml north.xml south.xml --json\n  entente analyze scenarios/harbour --svg plane.svg\n  entente analyze scenarios/harbour --spread 0.2",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if last := args[len(args)-1]; svg == toStdout && len(args) > 1 && strings.HasSuffix(last, ".svg") {
				svg, args = last, args[:len(args)-1] // --svg FILE, as well as --svg=FILE
			}
			r.Scenario = args
			out, err := a.bench.Analyze(r)
			if err != nil {
				return err
			}
			switch {
			case svg != "":
				return a.drawPlane(out, svg, plane)
			case a.json:
				return a.writeJSON(out)
			}
			return a.printAnalysis(out)
		},
	}
	f := cmd.Flags()
	f.StringVar(&svg, "svg", "", "draw the plane of utilities, to standard output or to a `FILE`")
	f.Lookup("svg").NoOptDefVal = toStdout
	f.StringVar(&plane, "plane", "", "draw for these two `PARTIES`, such as a,b; the first two otherwise")
	f.Float64SliceVar(&r.Weights, "weights", nil, "the Nash solution for these `WEIGHTS` of the parties too, such as 2,1")
	f.StringVar(&r.Measure, "outcome", "", "measure the outcome of this `NUMBER`: how far it lies from the frontier and from each solution")
	f.Float64Var(&r.Spread, "spread", 0, "let every weight vary by this `SHARE` of itself, and say which answers survive")
	f.IntVar(&r.Draws, "draws", 200, "how `MANY` weights are drawn")
	f.Uint64Var(&r.Seed, "seed", 1, "where the draws begin")
	f.BoolVar(&r.Notes, "notes", false, "notes too: where other programs read the files otherwise")
	return cmd
}

// toStdout stands for standard output.
const toStdout = "-"

func (a *app) printAnalysis(out *workbench.AnalyzeResult) error {
	diag.Render(a.stderr, out.List, out.Read)
	format := report.Format(a.format)
	for i, t := range report.Analysis(out.Dossier, out.Analysis, out.Parties, out.Negotiate, out.NOutcomes) {
		if i > 0 {
			fmt.Fprintln(a.stdout)
		}
		if err := t.Write(a.stdout, format); err != nil {
			return err
		}
	}
	a.printExtras(out)
	if out.Robust == nil {
		return nil
	}
	t := &report.Table{Title: fmt.Sprintf("when each weight varies by %g%% of itself (%d draws, seed %d)", 100*out.Robust.Spread, out.Robust.Draws, out.Robust.Seed), Columns: []report.Column{
		{Name: "number", Right: true}, {Name: "Nash", Right: true}, {Name: "efficient", Right: true}, {Name: "utilities"}, {Name: "outcome"},
	}}
	for _, p := range out.Robust.Points {
		if p.Nash == 0 {
			break // the rest is efficient at best
		}
		var ranges []string
		for _, u := range p.Utils {
			ranges = append(ranges, report.Utility(u.Low)+" to "+report.Utility(u.High))
		}
		t.Add(p.OutcomeIndex.String(), fmt.Sprintf("%.1f%%", 100*p.Nash), fmt.Sprintf("%.1f%%", 100*p.Efficient), strings.Join(ranges, ", "), out.Negotiate.Describe(p.Outcome))
	}
	fmt.Fprintln(a.stdout)
	return t.Write(a.stdout, format)
}

// printExtras shows the weighted solution and the measured outcome.
func (a *app) printExtras(out *workbench.AnalyzeResult) {
	if w := out.Weighted; w != nil {
		fmt.Fprintf(a.stdout, "\nNash solution for weights %v\n", w.Weights)
		for _, p := range w.Nash {
			fmt.Fprintf(a.stdout, "  %s  %s  %s\n", p.OutcomeIndex, utilities(p.Utils), out.Negotiate.Describe(p.Outcome))
		}
	}
	m := out.Measured
	if m == nil {
		return
	}
	fmt.Fprintf(a.stdout, "\noutcome %s: %s\n", m.OutcomeIndex, utilities(m.Utils))
	if !m.Rational {
		fmt.Fprintln(a.stdout, "  somebody would rather walk away")
	}
	for _, d := range []struct {
		name string
		far  *float64
	}{
		{"frontier", m.Distances.Frontier},
		{"Nash", m.Distances.Nash},
		{"Kalai–Smorodinsky", m.Distances.KalaiSmorodinsky},
		{"egalitarian", m.Distances.Egalitarian},
		{"utilitarian", m.Distances.Utilitarian},
	} {
		if d.far != nil {
			fmt.Fprintf(a.stdout, "  from %s: %s\n", d.name, report.Utility(*d.far))
		}
	}
	fmt.Fprintf(a.stdout, "  efficient outcomes at which nobody loses and somebody gains: %d\n", len(m.Distances.Better))
}

func utilities(us []float64) string {
	var out []string
	for _, u := range us {
		out = append(out, report.Utility(u))
	}
	return strings.Join(out, ", ")
}

func (a *app) drawPlane(out *workbench.AnalyzeResult, to, plane string) error {
	across, up := 0, 1
	if plane != "" {
		x, y, _ := strings.Cut(plane, ",")
		across, up = slices.Index(out.Parties, x), slices.Index(out.Parties, y)
	}
	if across < 0 || up < 0 || up >= len(out.Parties) || across == up {
		return usage(fmt.Errorf("--plane %q: two of %s", plane, strings.Join(out.Parties, ", ")))
	}
	w := a.stdout
	if to != toStdout {
		f, err := os.Create(to)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }() // closed below; this is for errors on the way
		if err := report.Plane(out.Dossier, out.Analysis, out.Parties, out.Negotiate, across, up, nil).Draw(f); err != nil {
			return err
		}
		return f.Close()
	}
	return report.Plane(out.Dossier, out.Analysis, out.Parties, out.Negotiate, across, up, nil).Draw(w)
}

func (a *app) convertCommand() *cobra.Command {
	var r workbench.ConvertRequest
	cmd := &cobra.Command{
		Use:     "convert SCENARIO",
		Short:   "Write a negotiation scenario in another form",
		Example: "  entente convert scenarios/harbour --to negmas-yaml --out harbour-yaml",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			r.Scenario = args
			out, err := a.bench.Convert(r)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			diag.Render(a.stderr, out.List, out.Read)
			fmt.Fprintln(a.stdout, strings.Join(out.Files, "\n"))
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&r.To, "to", "", "the `FORM` to write: genius-xml, geniusweb-json, geniusweb-anl-json, negolog-json or negmas-yaml")
	f.StringVar(&r.Out, "out", "", "the `FOLDER` to write to; no file in it is replaced")
	_ = cmd.MarkFlagRequired("to")  // cannot fail: the flag is above
	_ = cmd.MarkFlagRequired("out") // likewise
	return cmd
}
