package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"entente/workbench"
)

func (a *app) exportCommand() *cobra.Command {
	var r workbench.ExportRequest
	var xlsx, csv, dir string
	cmd := &cobra.Command{
		Use:   "export DOSSIER (--xlsx FILE | --csv FILE | --datapackage DIR)",
		Short: "The schedule as a workbook with live formulas, as CSV, or as a data package",
		Long: `The schedule as a workbook with live formulas, as CSV, or as a data package.

  --xlsx         a workbook whose yearly amounts are formulas over input cells: index values, rates, caps, sums
                 and rounding steps. Changing an input cell gives what schedule --set or a what-if gives, as far
                 as binary floating point holds it (fifteen digits). Each input stands with its source; a value
                 that is not known yet is an empty cell to fill. Shares by a key are numbers, not formulas.
  --csv          the table of schedule, every digit
  --datapackage  a folder with datapackage.json (Frictionless Data), the schedule, every series with all its
                 publications, and the sources

FILE may be - for standard output. Nothing is written over without --force. The same request gives the same
bytes. A text cell never becomes a formula.`,
		Example: "  entente export kr-us-sma --xlsx kr-us-sma.xlsx\n  entente export kr-us-sma --xlsx sma-12.xlsx --agreement sma-12 --assume kr.cpi=2.0\n  entente export kr-us-sma --csv -\n  entente export kr-us-sma --datapackage kr-us-sma-data",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			r.Dossier, r.Language = args[0], a.lang
			out, data, err := a.export(r, xlsx, csv, dir)
			if err != nil {
				return err
			}
			switch {
			case out.Files[0].Path == "-":
				_, err = a.stdout.Write(data)
				return err
			case a.json:
				return a.writeJSON(out)
			default:
				fmt.Fprintln(a.stdout, out.Files[0].Path)
				return nil
			}
		},
	}
	f := cmd.Flags()
	f.StringVar(&xlsx, "xlsx", "", "write a workbook to `FILE`")
	f.StringVar(&csv, "csv", "", "write CSV to `FILE`")
	f.StringVar(&dir, "datapackage", "", "write a data package into the folder `DIR`")
	f.BoolVar(&r.Force, "force", false, "replace files that are there")
	questionFlags(cmd, &r.Question)
	currencyFlags(cmd, &r.Question)
	f.StringVar(&r.Agreement, "agreement", "", "only this `AGREEMENT`")
	f.IntVar(&r.From, "from", 0, "first `YEAR`")
	f.IntVar(&r.To, "to", 0, "last `YEAR`")
	return cmd
}

var errOneExport = errors.New("export writes one thing: --xlsx FILE, --csv FILE or --datapackage DIR")

func (a *app) export(r workbench.ExportRequest, xlsx, csv, dir string) (*workbench.ExportResult, []byte, error) {
	given := 0
	for _, path := range []string{xlsx, csv, dir} {
		if path != "" {
			given++
		}
	}
	switch {
	case given != 1 || dir == "-":
		return nil, nil, usage(errOneExport)
	case xlsx != "":
		return a.bench.ExportXLSX(r, xlsx)
	case csv != "":
		return a.bench.ExportCSV(r, csv)
	default:
		out, err := a.bench.ExportDataPackage(r, dir)
		return out, nil, err
	}
}
