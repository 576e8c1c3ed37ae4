package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is that of the program; the schema of dossiers has its own.
const (
	version       = "0.1.0"
	schemaVersion = 1
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "The version of the program and of the dossier schema",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			revision, golang := "", ""
			if info, ok := debug.ReadBuildInfo(); ok {
				golang = info.GoVersion
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" {
						revision = s.Value
					}
				}
			}
			if a.json {
				return a.writeJSON(map[string]any{"version": version, "schema": schemaVersion, "revision": revision, "go": golang})
			}
			fmt.Fprintf(a.stdout, "entente %s, dossier schema %d", version, schemaVersion)
			if revision != "" {
				fmt.Fprintf(a.stdout, ", revision %.12s", revision)
			}
			fmt.Fprintln(a.stdout)
			return nil
		},
	}
}
