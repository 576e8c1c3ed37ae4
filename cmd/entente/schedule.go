package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) scheduleCommand() *cobra.Command {
	var r workbench.ScheduleRequest
	cmd := &cobra.Command{
		Use:     "schedule DOSSIER",
		Short:   "What is paid each year, and on what each figure rests",
		Example: "  entente schedule kr-us-sma\n  entente schedule kr-us-sma --known 2020-06-30\n  entente schedule kr-us-sma --assume kr.cpi=2.0 --from 2026\n  entente schedule kr-us-sma --currency USD --fx average",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			r.Dossier = args[0]
			out, err := a.bench.Schedule(r)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			return a.printSchedule(out)
		},
	}
	questionFlags(cmd, &r.Question)
	currencyFlags(cmd, &r.Question)
	f := cmd.Flags()
	f.StringVar(&r.Agreement, "agreement", "", "only this `AGREEMENT`")
	f.IntVar(&r.From, "from", 0, "first `YEAR`")
	f.IntVar(&r.To, "to", 0, "last `YEAR`")
	f.StringVar(&r.Fiscal, "fiscal", "", "show the fiscal years of a `PARTY` beside")
	return cmd
}

func (a *app) printSchedule(out *workbench.ScheduleResult) error {
	look := a.look()
	look.Units = out.Units
	title := out.Title.In(a.lang)
	if out.KnownAt != nil {
		title += ", as known on " + out.KnownAt.String()
	}
	t := report.Schedule(title, out.Lines, out.Totals, look)
	for _, r := range out.Residues {
		t.Notes = append(t.Notes, fmt.Sprintf("rounding leaves %s %s of %s to nobody (%s)", r.Amount, r.Currency, report.Grouped(r.Sum), r.Key))
	}
	for _, s := range out.Assume {
		t.Notes = append(t.Notes, "assumed: "+s)
	}
	for _, s := range out.Set {
		t.Notes = append(t.Notes, "set: "+s)
	}
	if out.Extend != "" {
		t.Notes = append(t.Notes, "assumed: "+out.Extend+" is prolonged past its term")
	}
	for _, s := range out.WhatIf {
		t.Notes = append(t.Notes, "what if: "+s)
	}
	if out.FX != "" {
		t.Notes = append(t.Notes, fmt.Sprintf("converted into %s by %s", out.Totals[0].Currency, out.FX))
	}
	if len(out.Lines) == 0 {
		t.Notes = append(t.Notes, "this dossier has no sums; entente key "+out.Dossier+" shows its shares")
	}
	if err := t.Write(a.stdout, look.Format); err != nil {
		return err
	}
	if len(out.Fiscal) > 0 {
		return a.printFiscal(out, look)
	}
	return nil
}

func (a *app) printFiscal(out *workbench.ScheduleResult, look report.Look) error {
	if look.Format == report.Text {
		fmt.Fprintln(a.stdout)
	}
	t := &report.Table{Title: "by fiscal year, calendar years divided by days", Columns: []report.Column{{Name: "fiscal year"}, {Name: "from"}, {Name: "to"}, {Name: "amount", Right: true}}}
	for _, l := range out.Fiscal {
		amount := report.Priced(l.Amount, out.Totals[0].Currency)
		if l.Amount == nil {
			amount = "unknown"
		} else if look.Format == report.CSV {
			amount = l.Amount.String()
		}
		t.Add(strconv.Itoa(l.Year), l.From.String(), l.To.String(), amount)
	}
	return t.Write(a.stdout, look.Format)
}
