package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/report"
	"entente/workbench"
)

func (a *app) briefCommand() *cobra.Command {
	var r workbench.BriefRequest
	var file, form string
	var force bool
	cmd := &cobra.Command{
		Use:   "brief DOSSIER [AGREEMENT | A B]",
		Short: "A document to hand on: the answer first, then figures, derivations and sources",
		Long: `A document to hand on: the answer first, then figures, derivations and sources.

Of a dossier, of one agreement, or of two side by side. Somebody who has never seen the dossier reads in one
sentence what is paid, when it expires and what the next year costs; below it stand the chart and the table of
figures, what is not known, how the figures that matter most come about, and every source with clause and date.

  html  one file that asks for nothing: style and charts are in it, it prints well, and links stay within
  md    Markdown
  xlsx  a workbook: the answer, then the years with live formulas, their inputs and sources
  csv   the figures with every digit
  json  all of it

The form follows the ending of the file, or --format; on standard output it is Markdown. The language is that of
--lang. The same request gives the same bytes: --on says which day counts as today, and stands in the document.`,
		Example: "  entente brief kr-us-sma -o kr-us-sma.html\n  entente brief kr-us-sma sma-12 --lang ko -o sma-12.html\n  entente brief kr-us-sma sma-11 sma-12 --assume kr.cpi=2.0 -o compared.xlsx\n  entente brief kr-us-sma --on 2024-09-01 --known 2024-09-01",
		Args:    cobra.RangeArgs(1, 3),
		RunE: func(_ *cobra.Command, args []string) error {
			r.Dossier, r.Agreements, r.Language = args[0], args[1:], a.lang
			form, err := a.briefForm(form, file)
			if err != nil {
				return err
			}
			out, err := a.bench.Brief(r)
			if err != nil {
				return err
			}
			var b bytes.Buffer
			if err := out.Write(&b, form); err != nil {
				return err
			}
			if file == "" || file == "-" {
				_, err = io.Copy(a.stdout, &b)
				return err
			}
			written, err := a.bench.Keep(file, b.Bytes(), force)
			if err != nil {
				return err
			}
			fmt.Fprintln(a.stdout, written)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVarP(&file, "output", "o", "", "write to a `FILE`")
	f.StringVar(&form, "format", "", "the `FORM`: "+strings.Join(report.BriefForms(), ", "))
	f.StringVar(&r.On, "on", "", "the `DAY` that the answer is given for (default: that of --known, else today)")
	f.BoolVar(&force, "force", false, "replace a file that is there")
	questionFlags(cmd, &r.Question)
	currencyFlags(cmd, &r.Question)
	return cmd
}

// briefForm is the form that is asked for: by name, else by the ending of the
// file.
func (a *app) briefForm(form, file string) (string, error) {
	ending := strings.TrimPrefix(filepath.Ext(file), ".")
	switch {
	case a.json:
		return "json", nil
	case form != "":
		ending = form
	case file == "" || file == "-":
		ending = "md"
	}
	if !slices.Contains(report.BriefForms(), ending) {
		return "", usage(fmt.Errorf("a brief is written as %s: name a file that ends so, or --format", strings.Join(report.BriefForms(), ", ")))
	}
	return ending, nil
}
