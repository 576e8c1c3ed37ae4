package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente/workbench"
)

func (a *app) importCommand() *cobra.Command {
	var r workbench.ImportRequest
	cmd := &cobra.Command{
		Use:   "import FILE --series ID --source ID --published DAY",
		Short: "A series out of CSV, SDMX-CSV or a spreadsheet, with its provenance",
		Long: `A series out of CSV, SDMX-CSV or a spreadsheet, with its provenance.

The table becomes a series file of a dossier: one row a period, with the day of publication, the source, and a
note that names the file and the cell. Numbers are taken as they are written; of a spreadsheet's binary numbers
the shortest decimal. Formulas are not computed: the value that the file carries is taken, and said.

The columns are found by their usual names (period, TIME_PERIOD, year, date; value, OBS_VALUE), or named by
--period and --column, which also take letters (C). Of a table that holds several series, --where chooses rows.
Statuses of SDMX observations are kept: E and F become estimate, P provisional.

The result goes to standard output, or to a new file with --out. Files over 8 MB, tables over 100,000 rows and
archives that unpack to more than they should are refused; so are two values for one period, numbers with
separators and periods that are no year, month or day. Then nothing is imported.`,
		Example: "  entente import cpi.csv --series kr.cpi --source S042 --published 2025-07-01\n  entente import table.xlsx --series kr.gdp --sheet Data --period A --column C --source S192 --published 2024-12-18 --out series/kr.gdp.csv\n  entente import sdmx.csv --series kr.cpi --where FREQ=A --where REF_AREA=KR --source S042 --published 2025-07-01",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			r.File = args[0]
			out, err := a.bench.Import(r)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(out)
			}
			if out.Written == "" {
				if _, err := a.stdout.Write(out.Text); err != nil {
					return err
				}
			} else {
				fmt.Fprintln(a.stdout, out.Written)
			}
			for _, n := range out.Notes {
				fmt.Fprintf(a.stderr, "entente: %s\n", n)
			}
			fmt.Fprintf(a.stderr, "entente: hint: declare it in dossier.yaml: %s\n", out.Declaration)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&r.Series, "series", "", "the `ID` that the series has in the dossier")
	f.StringVar(&r.Source, "source", "", "the `ID` in sources.yaml of where the table was published")
	f.StringVar(&r.Published, "published", "", "the `DAY` of publication")
	f.StringVar(&r.Status, "status", "final", "how firm the values are: estimate, provisional, final, derived or unverified")
	f.StringVar(&r.Sheet, "sheet", "", "the `SHEET` of a spreadsheet (default: the first)")
	f.StringVar(&r.Period, "period", "", "the `COLUMN` of the periods")
	f.StringVar(&r.Column, "column", "", "the `COLUMN` of the values")
	f.StringArrayVar(&r.Where, "where", nil, "only rows with this value: `COLUMN=VALUE` (repeatable)")
	f.StringVar(&r.Out, "out", "", "write to a new `FILE`")
	return cmd
}
