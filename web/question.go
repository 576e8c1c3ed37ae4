package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"entente/workbench"
)

// mostChanges is how many changes of each kind one address may hold.
const mostChanges = 20

// question reads from an address what every question about a dossier may carry.
func (s *Site) question(r *http.Request) (workbench.Question, error) {
	path, err := s.served.Find(r.PathValue("dossier"))
	if err != nil {
		return workbench.Question{}, err
	}
	v := r.URL.Query()
	q := workbench.Question{Dossier: path, Known: v.Get("known"), Extend: v.Get("extend")}
	if q.Extend != "" {
		if q.ExtendTo, err = number(r, "to"); err != nil {
			return q, err
		}
	}
	q.Assume, q.Set = append(filled(v["assume"]), assumed(v)...), filled(v["set"])
	for _, change := range filled(v["change"]) {
		if strings.Contains(change, "=") { // never the name of a file: an address opens none
			q.WhatIf = append(q.WhatIf, change)
		}
	}
	moved, err := s.bench.Moved(path, under(v, "term."))
	if err != nil {
		return q, err
	}
	q.WhatIf = append(q.WhatIf, moved...)
	if c := v.Get("currency"); c != "" {
		q.Currency, q.FX = c, cmp.Or(v.Get("fx"), "average")
	}
	return q, nil
}

// assumed reads the fields assume.SERIES of a form, in order of the series.
func assumed(v url.Values) []string {
	var all []string
	for series, value := range under(v, "assume.") {
		all = append(all, series+"="+value)
	}
	slices.Sort(all)
	return all
}

// under reads the fields of a form whose names begin alike, by the rest of
// their names. Empty ones are none.
func under(v url.Values, prefix string) map[string]string {
	by := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(v)) {
		rest, ok := strings.CutPrefix(key, prefix)
		if value := strings.TrimSpace(v.Get(key)); ok && value != "" && len(by) < mostChanges {
			by[rest] = value
		}
	}
	return by
}

// assumptions returns what is assumed, by series, for the fields of a form.
func assumptions(q workbench.Question) map[string]string {
	by := map[string]string{}
	for _, a := range q.Assume {
		if series, value, ok := strings.Cut(a, "="); ok {
			by[series] = value
		}
	}
	return by
}

// filled drops the empty fields of a form.
func filled(values []string) []string {
	var out []string
	for _, v := range values {
		_, right, cut := strings.Cut(v, "=")
		if v = strings.TrimSpace(v); v != "" && (!cut || strings.TrimSpace(right) != "") && len(out) < mostChanges {
			out = append(out, v)
		}
	}
	return out
}

// number reads a whole number of a query; none is 0.
func number(r *http.Request, key string) (int, error) {
	text := strings.TrimSpace(r.URL.Query().Get(key))
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("%w: %s %.40q is not a whole number", workbench.ErrUsage, key, text)
	}
	return n, nil
}

// dial is a number of the terms with what stands in its field.
type dial struct {
	workbench.DialLine
	Now string
}

// dials returns the numbers of an agreement that may be moved, of some kinds
// or of all; "" is the last agreement.
func (s *Site) dials(r *http.Request, agreement string, kinds ...string) ([]dial, error) {
	path, err := s.served.Find(r.PathValue("dossier"))
	if err != nil {
		return nil, err
	}
	out, err := s.bench.Dials(path, agreement)
	if err != nil {
		return nil, err
	}
	var all []dial
	for _, l := range out.Dials {
		if len(kinds) == 0 || slices.Contains(kinds, l.Kind) {
			all = append(all, dial{l, cmp.Or(r.URL.Query().Get("term."+l.Path), l.Value)})
		}
	}
	return all[:min(mostChanges, len(all))], nil
}

// errBusy is the error when too many long questions are being answered.
var errBusy = errors.New("too many long questions at once; try again")

// alone runs a long question when there is room for it.
func (s *Site) alone(ctx context.Context, run func()) error {
	select {
	case s.heavy <- struct{}{}:
		defer func() { <-s.heavy }()
		run()
		return nil
	case <-ctx.Done():
		return errBusy
	}
}
