package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "The version of the program and of the dossier schema",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			out := a.bench.Version()
			if a.json {
				return a.writeJSON(out)
			}
			fmt.Fprintf(a.stdout, "entente %s, dossier schema %d", out.Version, out.Schema)
			if out.Revision != "" {
				fmt.Fprintf(a.stdout, ", revision %.12s", out.Revision)
			}
			fmt.Fprintln(a.stdout)
			return nil
		},
	}
}
