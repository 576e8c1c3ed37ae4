package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente/diag"
)

func (a *app) fmtCommand() *cobra.Command {
	var check bool
	cmd := &cobra.Command{
		Use:     "fmt DOSSIER",
		Short:   "Bring the files of a dossier into their customary layout",
		Long:    "Bring the files of a dossier into their customary layout: ends of lines, blanks, groups of digits, the order of\nthe rows of a series. Words, comments and meaning stay. Files are written beside and renamed; one that changes\nmeanwhile is left alone. Prints the files that changed.",
		Example: "  entente fmt my-dossier\n  entente fmt my-dossier --check",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			out, err := a.bench.Format(args[0], check)
			if err != nil {
				return err
			}
			if a.json {
				err = a.writeJSON(out)
			} else {
				for _, f := range out.Changed {
					fmt.Fprintln(a.stdout, f)
				}
				diag.Render(a.stderr, out.Checked.List, out.Checked.Read)
			}
			if err == nil && (len(out.Diagnostics) > 0 || check && len(out.Changed) > 0) {
				err = errFindings
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&check, "check", false, "change nothing; exit with 1 when a file is not formatted")
	return cmd
}

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "The JSON Schema of the files of a dossier, for editors",
		Long:    "The JSON Schema (draft 2020-12) of the files of a dossier, for editors. Written beside dossier.yaml as\nentente.schema.json it is found by the first line of the bundled files:\n\n# yaml-language-server: $schema=entente.schema.json",
		Example: "  entente schema > my-dossier/entente.schema.json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := a.stdout.Write(a.bench.Schema())
			return err
		},
	}
}
