package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"entente/diag"
	"entente/workbench"
)

// statuses says which status an error of the workbench has; the first that fits
// counts.
func statuses() []status {
	return []status{
		{workbench.ErrNoDossier, http.StatusNotFound},
		{workbench.ErrNoFigure, http.StatusNotFound},
		{workbench.ErrUsage, http.StatusBadRequest},
		{context.DeadlineExceeded, http.StatusServiceUnavailable},
		{context.Canceled, http.StatusServiceUnavailable},
	}
}

type status struct {
	err  error
	code int
}

// problem turns an error into a problem as in RFC 9457.
func (a *API) problem(err error) error {
	if findings, ok := errors.AsType[*workbench.FindingsError](err); ok {
		return huma.NewError(http.StatusUnprocessableEntity, "the dossier has errors; nothing was computed", details(findings.List)...)
	}
	if p := unfit(err); p != nil {
		return p
	}
	text := a.served.Words(err)
	for _, s := range statuses() {
		if !errors.Is(err, s.err) {
			continue
		}
		if s.code == http.StatusServiceUnavailable {
			text = fmt.Sprintf("the question takes longer than %s, or too many long ones are being answered", a.MaxTime)
		}
		return huma.NewError(s.code, text)
	}
	return huma.NewError(http.StatusInternalServerError, "the question could not be answered")
}

// details tells each finding with its place.
func details(list diag.List) []error {
	var out []error
	for _, d := range list {
		message := d.Message
		if d.Hint != "" {
			message += "; hint: " + d.Hint
		}
		place := d.Pos.File
		if d.Pos.Line > 0 { // a change in the request has no lines
			place = fmt.Sprintf("%s:%d:%d", place, d.Pos.Line, d.Pos.Column)
		}
		out = append(out, &huma.ErrorDetail{Message: message, Location: place + " " + d.Path, Value: d.Code})
	}
	return out
}
