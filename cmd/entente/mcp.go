package main

import (
	"io"
	"time"

	"github.com/spf13/cobra"

	"entente/api"
	"entente/api/mcp"
	"entente/workbench"
)

// toolTime is how long a question of an assistant on this machine may take.
const toolTime = 30 * time.Second

func (a *app) mcpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "mcp [DOSSIER…]",
		Short: "Offer the commands to an assistant, as tools",
		Long: `Offer the commands to an assistant, as tools of the Model Context Protocol on standard input and output.

The bundled dossiers are offered, and the folders that are named, each under its last path element. A tool has the
name of its command, takes the parameters of the operation below /api/ (entente serve, /openapi.json), and answers
with the JSON of the command, beside it the digest of the dossier, the day of knowledge and the sources with titles
and dates. What cannot be answered comes back as an error with its places. Nothing is written or fetched, private
profiles are never read, time and size are bounded.

An assistant is told to start it, mostly in a file like this:

  {"mcpServers": {"entente": {"command": "entente", "args": ["mcp"]}}}

The same tools are at /mcp of entente serve, for assistants that speak HTTP.`,
		Example: "  entente mcp\n  entente mcp my-dossier",
		RunE: func(cmd *cobra.Command, args []string) error {
			bench, served, err := a.served(args)
			if err != nil {
				return err
			}
			operations := api.New(bench, served)
			operations.MaxTime = toolTime
			tools, err := mcp.New(bench, operations)
			if err != nil {
				return err
			}
			return tools.Run(cmd.Context(), io.NopCloser(a.stdin), open{a.stdout})
		},
	}
}

// open is a stream that stays open when it is closed: it is the process's.
type open struct{ io.Writer }

func (open) Close() error { return nil }

// served opens the dossiers that a process answers for: what is no dossier is
// said now, not at the first question.
func (a *app) served(folders []string) (*workbench.Workbench, *workbench.Served, error) {
	served, err := workbench.Serve(folders...)
	if err != nil {
		return nil, nil, err
	}
	bench := &workbench.Workbench{Now: a.bench.Now, Shelf: &workbench.Shelf{}}
	for _, name := range served.Names() {
		path, err := served.Find(name)
		if err != nil {
			return nil, nil, err
		}
		if _, err := bench.Outline(path); err != nil {
			return nil, nil, err
		}
	}
	return bench, served, nil
}
