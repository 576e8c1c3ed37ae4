package main

import (
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"entente/workbench"
)

func (a *app) assumeCommand() *cobra.Command {
	var r workbench.AssumeRequest
	cmd := &cobra.Command{
		Use:     "assume DOSSIER --fit SERIES",
		Short:   "Parameters for a series' assumptions, estimated from its history",
		Long:    "Parameters for a series' assumptions, estimated from its history, as YAML to paste under the series.\n\nThe numbers come with their standard errors: a process estimated from twenty years is known roughly.",
		Example: "  entente assume kr-us-sma --fit kr.cpi --model ar1\n  entente assume kr-us-sma --fit krw_per_usd.average --model brownian --known 2020-12-31",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			r.Dossier = args[0]
			if r.Series == "" {
				return usage(errors.New("--fit names the series"))
			}
			out, err := a.bench.Assume(r)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			_, err = io.WriteString(a.stdout, out.YAML)
			return err
		},
	}
	f := cmd.Flags()
	f.StringVar(&r.Series, "fit", "", "the `SERIES` to fit")
	f.StringVar(&r.Model, "model", "ar1", "the `MODEL`: "+strings.Join(workbench.Models(), ", "))
	f.StringVar(&r.Known, "known", "", "use only what was known on this `DAY`")
	return cmd
}
