package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) keyCommand() *cobra.Command {
	var r workbench.KeyRequest
	cmd := &cobra.Command{
		Use:     "key DOSSIER [KEY]",
		Short:   "Who pays which share: a share key computed, or a scale as published",
		Example: "  entente key mlf\n  entente key un-scale regular-budget --year 2024\n  entente explain mlf 2021-2023/IRL",
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			r.Dossier = args[0]
			if len(args) == 2 {
				r.Key = args[1]
			}
			out, err := a.bench.Key(r)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			return a.printKey(out)
		},
	}
	cmd.Flags().IntVar(&r.Year, "year", 0, "the `YEAR` of a published scale (default: its last period)")
	whatIfFlag(cmd, &r.Question)
	return cmd
}

func (a *app) printKey(out *workbench.KeyResult) error {
	look := a.look()
	t := &report.Table{
		Title:   fmt.Sprintf("%s, %s", out.Title.In(a.lang), out.Years),
		Columns: []report.Column{{Name: "party"}, {Name: "name"}, {Name: "share %", Right: true}, {Name: "rounded", Right: true}, {Name: "published", Right: true}, {Name: "amount", Right: true}},
	}
	for _, p := range out.Parties {
		t.Add(p.Party, p.Name, report.Percent(p.Share, look), report.Optional(p.Rounded), report.Printed(p.Published), report.Optional(p.Amount))
	}
	t.Notes = append(t.Notes, fmt.Sprintf("together %s %%, %d parties", report.Percent(out.Total, look), len(out.Parties)))
	if out.Residue != "" && out.Residue != "0" {
		t.Notes = append(t.Notes, fmt.Sprintf("rounding leaves %s %s to nobody", out.Residue, out.Currency))
	}
	for _, o := range out.Others {
		t.Notes = append(t.Notes, "also: "+o)
	}
	return t.Write(a.stdout, look.Format)
}
