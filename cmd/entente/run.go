package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"entente/diag"
	"entente/internal/nearest"
	"entente/report"
	"entente/workbench"
)

// Exit codes, part of the contract of docs/cli.md.
const (
	exitFine     = 0
	exitFindings = 1
	exitUsage    = 2
	exitFailure  = 3
)

// errFindings ends a command whose findings have been printed.
var errFindings = errors.New("findings")

// app is what every command shares.
type app struct {
	bench  *workbench.Workbench
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	json   bool
	format string
	lang   string
}

// run runs one command and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{bench: &workbench.Workbench{Now: time.Now}, stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return a.exit(root.ExecuteContext(ctx))
}

// root assembles the commands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "entente",
		Short:         "A workbench for multi-year cost-sharing agreements",
		Long:          "Entente computes what multi-year cost-sharing agreements pay, each figure from the agreement's own terms,\nand explains it down to clause and source.\n\nA DOSSIER is a folder with a dossier.yaml, or the name of a bundled one such as kr-us-sma.",
		Example:       "  entente schedule kr-us-sma\n  entente explain kr-us-sma sma-11/2025\n  entente status kr-us-sma --on 2019-11-19",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE:          a.noCommand,
	}
	flags := root.PersistentFlags()
	flags.BoolVar(&a.json, "json", false, "write the result as JSON (a stable contract, see docs/cli.md)")
	flags.StringVar(&a.format, "format", "table", "write tables as "+strings.Join(report.Formats(), ", "))
	flags.StringVar(&a.lang, "lang", "en", "language of titles: en or ko")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(err) })
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return a.checkFormat() }
	commands := []*cobra.Command{
		a.scheduleCommand(),
		a.explainCommand(),
		a.diffCommand(),
		a.compareCommand(),
		a.keyCommand(),
		a.fitCommand(),
		a.solveCommand(),
		a.projectCommand(),
		a.exportCommand(),
		a.briefCommand(),
		a.importCommand(),
		a.assumeCommand(),
		a.backtestCommand(),
		a.statusCommand(),
		a.roundsCommand(),
		a.eventsCommand(),
		a.claimCommand(),
		a.claimsCommand(),
		a.checkCommand(),
		a.testCommand(),
		a.fmtCommand(),
		a.schemaCommand(),
		a.verifyCommand(),
		a.analyzeCommand(),
		a.convertCommand(),
		a.dealCommand(),
		a.ratifyCommand(),
		a.waitCommand(),
		a.fairCommand(),
		a.dossiersCommand(),
		a.serveCommand(),
		a.mcpCommand(),
		a.versionCommand(),
	}
	for _, c := range commands {
		if strings.Contains(c.Use, "DOSSIER") {
			c.ValidArgsFunction = a.complete
		}
	}
	root.AddCommand(commands...)
	return root
}

func (a *app) checkFormat() error {
	if !slices.Contains(report.Formats(), a.format) {
		return usage(fmt.Errorf("--format %q: one of %s", a.format, strings.Join(report.Formats(), ", ")))
	}
	if a.format == string(report.JSON) {
		a.json = true
	}
	if a.lang != "en" && a.lang != "ko" {
		return usage(fmt.Errorf("--lang %q: en or ko", a.lang))
	}
	return nil
}

func (a *app) noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	hint := "run entente help for the list"
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	if near := nearest.Word(args[0], names); near != "" {
		hint = "did you mean " + near + "?"
	}
	return usage(fmt.Errorf("unknown command %.40q\nentente: hint: %s", args[0], hint))
}

func usage(err error) error { return fmt.Errorf("%w: %w", workbench.ErrUsage, err) }

// exit prints an error and returns its code.
func (a *app) exit(err error) int {
	var findings *workbench.FindingsError
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.As(err, &findings):
		if a.json {
			_ = a.writeJSON(map[string]any{"diagnostics": workbench.FindingsOf("", findings.List)}) // the findings are the result
		}
		diag.Render(a.stderr, findings.List, findings.Read)
		fmt.Fprintf(a.stderr, "entente: the dossier has errors; nothing was computed\n")
		return exitFindings
	case errors.Is(err, workbench.ErrUsage):
		fmt.Fprintf(a.stderr, "entente: %s\n", strings.ReplaceAll(err.Error(), workbench.ErrUsage.Error()+": ", ""))
		return exitUsage
	case isCobraUsage(err):
		fmt.Fprintf(a.stderr, "entente: %s\n", err)
		return exitUsage
	default:
		fmt.Fprintf(a.stderr, "entente: %s\n", err)
		return exitFailure
	}
}

// isCobraUsage recognises cobra's own complaints about arguments, which carry
// no type.
func isCobraUsage(err error) bool {
	for _, s := range []string{"accepts ", "requires at least", "required flag", "unknown command", "invalid argument"} {
		if strings.HasPrefix(err.Error(), s) {
			return true
		}
	}
	return false
}

func (a *app) writeJSON(v any) error {
	e := json.NewEncoder(a.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// colour reports whether the result goes to a terminal that wants colour.
func (a *app) colour() bool {
	f, ok := a.stdout.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("NO_COLOR") == "" && a.format == string(report.Text)
}

func (a *app) look() report.Look {
	return report.Look{Format: report.Format(a.format), Colour: a.colour(), Language: a.lang}
}
