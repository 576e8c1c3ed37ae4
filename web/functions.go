package web

import (
	"bytes"
	"html/template"
	"strings"

	"entente/decimal"
	"entente/internal/text"
	"entente/money"
	"entente/report"
	"entente/schedule"
	"entente/workbench"
)

// functions are what templates may call.
func functions() template.FuncMap {
	return template.FuncMap{
		"priced": func(v *decimal.Fraction, c money.Currency) string {
			if v == nil {
				return "unknown"
			}
			return report.Priced(v, c)
		},
		"full": func(v *decimal.Fraction, c money.Currency, u money.Units) string {
			return report.Full(v, c, report.Look{Units: u})
		},
		"in":    func(t text.Text, lang string) string { return t.In(lang) },
		"event": func(e workbench.EventLine, lang string) string { return e.In(lang) },
		"bars": func(name string, out *workbench.ScheduleResult) (template.HTML, error) {
			var b bytes.Buffer
			err := bars(name, out, "").Draw(&b)
			return template.HTML(b.String()), err // drawn by package chart, which escapes its texts
		},
		"words": func(s any) string { return strings.ReplaceAll(toString(s), "_", " ") },
		"join":  strings.Join,
		"value": func(d schedule.Derivation, u money.Units) string { return report.Value(d, report.Look{Units: u}) },
		"lines": func(d schedule.Derivation, u money.Units) []string { return report.Body(d, report.Look{Units: u}) },
		"node":  func(d schedule.Derivation, u money.Units, name string) branch { return branch{d, u, name} },
		"deref": func(s *string) string {
			if s == nil {
				return ""
			}
			return *s
		},
		"number": func(n *int) int {
			if n == nil {
				return 0
			}
			return *n
		},
		"minus": func(n int) int { return -n },
		"diff": func(v *decimal.Fraction, c money.Currency, u money.Units) string {
			return report.Difference(v, c, report.Look{Units: u})
		},
		"at": func(lines []schedule.Line, i int) *schedule.Line {
			if i < len(lines) {
				return &lines[i]
			}
			return nil
		},
	}
}

// branch is a step of a derivation with what its template needs.
type branch struct {
	schedule.Derivation
	Units money.Units
	Name  string
}

func toString(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case *schedule.Basis:
		if v == nil {
			return ""
		}
		return string(*v)
	case schedule.Basis:
		return string(v)
	case schedule.Status:
		return v.String()
	default:
		return ""
	}
}
