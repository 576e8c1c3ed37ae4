package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) claimCommand() *cobra.Command {
	var r workbench.ClaimRequest
	var page, add bool
	cmd := &cobra.Command{
		Use:   "claim DOSSIER FILE…",
		Short: "Are the figures in an article right, and who said them",
		Long: `Are the figures in an article right, and who said them.

FILE is a page or a text, or - for standard input; a PDF is read where pdftotext is installed. Every figure is
marked with what it is about, who is responsible for it and through whom it came, and a verdict:

  consistent           exactly the figure of the dossier
  consistent_rounded   the same within what the words allow: rounding, "about", the rates of the day
  imprecise            a right value with a wrong label: another year, another base, digits cut off
  inconsistent         no reading that the words allow fits
  not_checkable        nothing independent of the document to hold it against
  n/a                  a figure that claims nothing, such as the day of a statement

Sources that are the document itself, a copy or its original are set aside. Several files are compared with each
other too. With --add the figures go into the ledger of a dossier in a folder, in a new file with bytes and digest
of the document; nothing there is overwritten. Exit code 1 when a figure is inconsistent.`,
		Example: "  entente claim kr-us-sma article.html\n  entente claim kr-us-sma first.txt second.txt --json\n  entente claim kr-us-sma article.txt --html > marked.html",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			r.Dossier = args[0]
			files, err := a.readDocuments(cmd.Context(), args[1:])
			if err != nil {
				return err
			}
			r.Files = files
			out, err := a.bench.Claim(r)
			if err != nil {
				return err
			}
			if add {
				written, err := a.bench.AddClaims(args[0], out)
				for _, name := range written {
					fmt.Fprintf(a.stderr, "entente: wrote %s\n", name)
				}
				if err != nil {
					return err
				}
			}
			switch {
			case a.json:
				err = a.writeJSON(out)
			case page:
				err = report.ClaimPage(a.stdout, report.ClaimHead{Title: out.Title.In(a.lang), Language: a.lang}, out.Results, out.Conflicts)
			default:
				err = a.printClaim(out)
			}
			if err == nil && out.Inconsistent() {
				err = errFindings
			}
			return err
		},
	}
	f := cmd.Flags()
	f.BoolVar(&page, "html", false, "write a page with marks and notes")
	f.BoolVar(&add, "add", false, "write the figures that have a quantity to the ledger, in a new file under claims/")
	f.StringVar(&r.Known, "known", "", "use only what was known on this `DAY`")
	whatIfFlag(cmd, &r.Question)
	return cmd
}

func (a *app) printClaim(out *workbench.ClaimResult) error {
	for _, r := range out.Results {
		report.Claim(a.stdout, r, a.colour())
	}
	if t := report.ClaimTable(out.Results); len(t.Rows) > 0 {
		if err := t.Write(a.stdout, a.look().Format); err != nil {
			return err
		}
	}
	for _, group := range out.Copies {
		fmt.Fprintf(a.stdout, "\none source: %s\n", strings.Join(group, ", "))
	}
	if t := report.ConflictTable(out.Conflicts); len(t.Rows) > 0 {
		fmt.Fprintln(a.stdout)
		return t.Write(a.stdout, a.look().Format)
	}
	return nil
}

// readDocuments reads files, - being standard input.
func (a *app) readDocuments(ctx context.Context, names []string) ([]workbench.ClaimFile, error) {
	var out []workbench.ClaimFile
	for _, name := range names {
		data, err := a.readDocument(name)
		if err != nil {
			return nil, err
		}
		if bytes.HasPrefix(data, []byte("%PDF-")) {
			if data, err = pdfText(ctx, data); err != nil {
				return nil, fmt.Errorf("%w: %s: %w", workbench.ErrUsage, name, err)
			}
		}
		out = append(out, workbench.ClaimFile{Name: filepath.Base(name), Data: data})
	}
	return out, nil
}

func (a *app) readDocument(name string) ([]byte, error) {
	in := a.stdin
	if name != "-" {
		if workbench.IsPrivate(name) {
			return nil, usage(fmt.Errorf("%s: %w", name, workbench.ErrPrivate))
		}
		f, err := os.Open(name)
		if err != nil {
			return nil, usage(err)
		}
		defer func() { _ = f.Close() }() // it was only read
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, workbench.MaxDocument+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return data, nil
}

// pdfText has an installed pdftotext turn a PDF into text. The program is the
// user's own, found in the path; nothing in a dossier or document names it.
func pdfText(ctx context.Context, data []byte) ([]byte, error) {
	path, err := exec.LookPath("pdftotext")
	if err != nil {
		return nil, errors.New("a PDF is read where pdftotext is installed; it was not found")
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(data)
	var text bytes.Buffer
	cmd.Stdout = &text
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("pdftotext: %w", err)
	}
	return text.Bytes(), nil
}
