package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"entente/workbench"
)

// drawing is a chart that can be written to a file.
type drawing interface{ Draw(w io.Writer) error }

// negotiated runs a command about a negotiation of a dossier, or about one in a
// file of its own: it asks, draws the answer to the file of --svg, and prints it.
func negotiated[R interface{ Chart(lang string) C }, C drawing](a *app, q *workbench.NegotiationQuestion, svg *string, ask func(context.Context) (R, error), show func(R) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		q.Dossier, q.Negotiation, q.File = args[0], args[1], fileArgument(args[1])
		out, err := ask(cmd.Context())
		if err != nil {
			return err
		}
		if err := drawTo(cmd.Context(), *svg, out.Chart(a.lang)); err != nil {
			return err
		}
		if a.json {
			return a.writeJSON(out)
		}
		return show(out)
	}
}
