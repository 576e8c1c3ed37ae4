package api

import (
	"bytes"
	"context"
	"fmt"

	"entente/report"
	"entente/workbench"
)

// files are the operations that take or give files.
func (a *API) files() {
	add(a, operation{name: "import", path: "/import", says: "A series out of a table of CSV, SDMX-CSV or a spreadsheet; nothing is kept", post: true}, a.importTable)
	addFile(a, operation{name: "export", path: "/api/{dossier}/export", says: "The schedule as CSV, or as a workbook with live formulas"}, a.export)
	add(a, operation{name: "brief", path: "/{dossier}/brief", says: "The answer first, then figures, derivations and sources: of a dossier, an agreement, or two side by side"}, a.brief)
	addFile(a, operation{name: "brief-file", path: "/api/{dossier}/brief/{form}", says: "The same as a document to hand on: html, md, xlsx, csv or json"}, func(ctx context.Context, in *briefFileInput) (*file, error) {
		out, err := a.brief(ctx, &in.BriefInput)
		if err != nil {
			return nil, err
		}
		return a.document(out, in.Form)
	})
	addFile(a, operation{name: "schema", path: "/schema.json", says: "The JSON Schema of the files of a dossier, for editors"}, func(context.Context, *struct{}) (*file, error) {
		return &file{Kind: "application/schema+json", Body: a.bench.Schema()}, nil
	})
}

type importInput struct {
	File      string   `default:"table.csv" doc:"the name of the table's file" maxLength:"100" query:"file"`
	Series    string   `doc:"the id that the series has in the dossier" maxLength:"100" query:"series" required:"true"`
	Source    string   `doc:"the id in sources.yaml of where the table was published" maxLength:"100" query:"source" required:"true"`
	Published string   `doc:"the day of publication" maxLength:"40" query:"published" required:"true"`
	Status    string   `default:"final" doc:"how firm the values are" maxLength:"40" query:"status"`
	Sheet     string   `doc:"the sheet of a spreadsheet" maxLength:"100" query:"sheet"`
	Period    string   `doc:"the column of the periods" maxLength:"100" query:"period"`
	Column    string   `doc:"the column of the values" maxLength:"100" query:"column"`
	Where     []string `doc:"COLUMN=VALUE: only rows with this value" maxItems:"20" query:"where,explode"`
	RawBody   []byte   `contentType:"application/octet-stream" doc:"the table"`
}

func (a *API) importTable(_ context.Context, in *importInput) (*workbench.ImportResult, error) {
	out, err := a.bench.Import(workbench.ImportRequest{
		File: in.File, Data: append([]byte{}, in.RawBody...), Series: in.Series, Sheet: in.Sheet, Column: in.Column, Period: in.Period,
		Where: in.Where, Published: in.Published, Source: in.Source, Status: in.Status,
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", workbench.ErrUsage, err) // nothing but the request can be wrong
	}
	return out, nil
}

type exportInput struct {
	Question
	Years

	Agreement string `doc:"only this agreement" maxLength:"100" query:"agreement"`

	As       string `default:"csv" doc:"the form" enum:"csv,xlsx" query:"as"`
	Language string `default:"en" doc:"of titles" enum:"en,ko" query:"lang"`
}

func (a *API) export(_ context.Context, in *exportInput) (*file, error) {
	r, err := a.scheduleRequest(&scheduleInput{Question: in.Question, Years: in.Years, Agreement: in.Agreement})
	if err != nil {
		return nil, err
	}
	request := workbench.ExportRequest{ScheduleRequest: r, Language: in.Language}
	write, kind := a.bench.ExportCSV, "text/csv; charset=utf-8"
	if in.As == "xlsx" {
		write, kind = a.bench.ExportXLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	out, data, err := write(request, "-")
	if err != nil {
		return nil, err
	}
	return &file{Kind: kind, Disposition: fmt.Sprintf("attachment; filename=%q", out.Dossier+"."+in.As), Body: data}, nil
}

// BriefInput are the parameters of a brief.
type BriefInput struct {
	Question

	Agreement []string `doc:"one agreement, or two to be put side by side; none is the dossier" example:"sma-11,sma-12" maxItems:"2" query:"agreement,explode"`
	On        string   `doc:"the day that the answer is given for; none is that of known, else today" example:"2026-11-22" maxLength:"40" query:"on"`
	Language  string   `default:"en" doc:"of the sentences" enum:"en,ko" query:"lang"`
}

type briefFileInput struct {
	BriefInput

	Form string `doc:"the form" enum:"html,md,xlsx,csv,json" path:"form"`
}

func (a *API) brief(_ context.Context, in *BriefInput) (*workbench.BriefResult, error) {
	q, err := a.ask(in.Question)
	if err != nil {
		return nil, err
	}
	return a.bench.Brief(workbench.BriefRequest{Question: q, Agreements: in.Agreement, On: in.On, Language: in.Language})
}

// document writes a brief as a file. The page carries its own style, which the
// policy of a site would keep out.
func (a *API) document(out *workbench.BriefResult, form string) (*file, error) {
	var b bytes.Buffer
	if err := out.Write(&b, form); err != nil {
		return nil, err
	}
	d := &file{Kind: report.BriefKind(form), Body: b.Bytes(), Disposition: fmt.Sprintf("attachment; filename=%q", out.Name()+"."+form)}
	if form == "html" {
		d.Disposition, d.Policy = "inline", report.BriefPolicy
	}
	return d, nil
}
