package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) roundsCommand() *cobra.Command {
	var q workbench.Question
	var agreement string
	cmd := &cobra.Command{
		Use:     "rounds DOSSIER",
		Short:   "The rounds of the talks: who met, what was asked and offered, the gap",
		Example: "  entente rounds kr-us-sma --agreement sma-11",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			q.Dossier = args[0]
			out, err := a.bench.Rounds(q, agreement)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			t := &report.Table{Columns: []report.Column{{Name: "talks"}, {Name: "round", Right: true}, {Name: "from"}, {Name: "to"}, {Name: "place"}, {Name: "heads"}, {Name: "asked"}, {Name: "offered"}, {Name: "gap", Right: true}}}
			for _, r := range out.Rounds {
				gap := "–"
				if r.Gap != nil {
					gap = report.Priced(&r.Gap.Amount, r.Gap.Currency)
				}
				t.Add(r.Agreement, strconv.Itoa(r.Number), r.From, r.To, r.Place, report.Heads(r.Heads), put(r.Asked), put(r.Offered), gap)
			}
			return t.Write(a.stdout, a.look().Format)
		},
	}
	cmd.Flags().StringVar(&agreement, "agreement", "", "only the talks on this `AGREEMENT`")
	cmd.Flags().StringVar(&q.Known, "known", "", "use only what was known on this `DAY`")
	return cmd
}

// put lists positions as they were put, with their worth in one currency.
func put(all []workbench.PositionLine) string {
	var words []string
	for _, p := range all {
		word := p.AsPut
		if p.Amount != nil && p.Conversion != "" {
			word += " = " + report.Priced(p.Amount, p.Currency)
		}
		words = append(words, word)
	}
	return orDash(strings.Join(words, "; "))
}

func (a *app) eventsCommand() *cobra.Command {
	var r workbench.EventsRequest
	cmd := &cobra.Command{
		Use:     "events DOSSIER",
		Short:   "What happened, in order of time",
		Example: "  entente events kr-us-sma --from 2019 --to 2021 --kind statement",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			r.Dossier = args[0]
			out, err := a.bench.Events(r)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			t := &report.Table{Columns: []report.Column{{Name: "date"}, {Name: "kind"}, {Name: "parties"}, {Name: "what"}, {Name: "source"}}}
			for _, e := range out.Events {
				t.Add(e.Date, e.Kind, strings.Join(e.Parties, ", "), e.In(a.lang), strings.Join(e.Source, ", "))
			}
			return t.Write(a.stdout, a.look().Format)
		},
	}
	f := cmd.Flags()
	f.StringVar(&r.From, "from", "", "first `DAY`, month or year")
	f.StringVar(&r.To, "to", "", "last `DAY`, month or year")
	f.StringVar(&r.Kind, "kind", "", "only this `KIND` of event")
	f.StringVar(&r.Known, "known", "", "use only what was known on this `DAY`")
	return cmd
}

func (a *app) dossiersCommand() *cobra.Command {
	var copyName string
	cmd := &cobra.Command{
		Use:     "dossiers",
		Short:   "The bundled dossiers; copy one to work on it",
		Example: "  entente dossiers\n  entente dossiers --copy kr-us-sma .",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if copyName != "" {
				dir := "."
				if len(args) == 1 {
					dir = args[0]
				}
				target, err := a.bench.CopyDossier(copyName, dir)
				if err != nil {
					return err
				}
				if a.json {
					return a.writeJSON(map[string]string{"copied": copyName, "to": target})
				}
				fmt.Fprintln(a.stdout, target)
				return nil
			}
			if len(args) == 1 {
				return usage(errors.New("dossiers takes a folder only with --copy NAME"))
			}
			out, err := a.bench.Dossiers()
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			t := &report.Table{Columns: []report.Column{{Name: "name"}, {Name: "years"}, {Name: "agreements", Right: true}, {Name: "sources", Right: true}, {Name: "title"}}}
			for _, d := range out.Dossiers {
				t.Add(d.Name, d.Years.String(), strconv.Itoa(d.Agreements), strconv.Itoa(d.Sources), d.Title.In(a.lang))
			}
			return t.Write(a.stdout, a.look().Format)
		},
	}
	cmd.Flags().StringVar(&copyName, "copy", "", "copy this bundled dossier into a folder (default: here)")
	return cmd
}
