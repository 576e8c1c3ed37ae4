package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) claimsCommand() *cobra.Command {
	var r workbench.ClaimsRequest
	cmd := &cobra.Command{
		Use:     "claims DOSSIER",
		Short:   "What was said and wanted over time, by whom, and which value the arithmetic supports",
		Example: "  entente claims kr-us-sma --quantity demand.2019\n  entente claims kr-us-sma --actor trump --from 2019 --to 2020\n  entente claims kr-us-sma --conflicts",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			r.Dossier = args[0]
			out, err := a.bench.Claims(r)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			t := &report.Table{Columns: []report.Column{{Name: "said"}, {Name: "speaker"}, {Name: "for"}, {Name: "about"}, {Name: "value"}, {Name: "words"}, {Name: "through"}, {Name: "source"}, {Name: "verdict"}}}
			for _, l := range out.Claims {
				who := l.Speaker
				if l.Anonymous {
					who += unnamed(who)
				}
				t.Add(orDash(l.Said), who, orDash(l.For), orDash(l.Quantity), orDash(l.AsWritten), orDash(l.Words), orDash(strings.Join(l.Via, ", ")), strings.Join(l.Source, ", "), l.Verdict)
			}
			if err := t.Write(a.stdout, a.look().Format); err != nil || a.format != string(report.Text) {
				return err
			}
			g := &report.Table{Columns: []report.Column{{Name: "quantity"}, {Name: "value"}, {Name: "reports", Right: true}, {Name: "origins", Right: true}, {Name: "who had it"}, {Name: "arithmetic"}}}
			for _, group := range out.Groups {
				for _, v := range group.Values {
					supports := "–"
					if v.Supported {
						supports = "agrees"
					}
					g.Add(group.Quantity, v.AsWritten, strconv.Itoa(len(v.Claims)), strconv.Itoa(v.Independent), strings.Join(v.Origins, "; "), supports)
				}
			}
			if len(g.Rows) == 0 {
				return nil
			}
			fmt.Fprintln(a.stdout)
			return g.Write(a.stdout, a.look().Format)
		},
	}
	f := cmd.Flags()
	f.StringVar(&r.Quantity, "quantity", "", "only about this `QUANTITY`")
	f.StringVar(&r.Topic, "topic", "", "only on this `TOPIC`")
	f.StringVar(&r.Actor, "actor", "", "only by or for this `ACTOR`, a part of the name")
	f.StringVar(&r.Side, "side", "", "only by or for this `PARTY`")
	f.StringVar(&r.From, "from", "", "first `DAY`, month or year")
	f.StringVar(&r.To, "to", "", "last `DAY`, month or year")
	f.BoolVar(&r.Conflicts, "conflicts", false, "only what disagrees")
	f.StringVar(&r.Known, "known", "", "use only what was known on this `DAY`")
	return cmd
}

// unnamed marks an anonymous source whose name does not say it already.
func unnamed(who string) string {
	if strings.Contains(strings.ToLower(who), "unnamed") {
		return ""
	}
	return " (unnamed)"
}
