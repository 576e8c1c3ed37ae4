package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/workbench"
)

// complete offers the words that a shell completes: first the bundled dossiers
// (and, as the shell knows them, folders), then the figures of the dossier.
func (a *app) complete(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	var words []string
	switch {
	case len(args) == 0 || cmd.Name() == "check":
		out, err := a.bench.Dossiers()
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		for _, d := range out.Dossiers {
			words = append(words, d.Name)
		}
		return keep(words, typed), cobra.ShellCompDirectiveDefault
	case cmd.Name() == "explain" && len(args) == 1:
		names, err := a.bench.Figures(workbench.Question{Dossier: args[0]})
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		words = names
	}
	return keep(words, typed), cobra.ShellCompDirectiveNoFileComp
}

func keep(words []string, typed string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return !strings.HasPrefix(w, typed) })
}
