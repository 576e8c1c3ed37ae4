package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"entente/chart"
	"entente/report"
	"entente/workbench"
)

// negotiated returns the page about a negotiation at an address such as
// deal/2024, or nil. Nothing private is read for it.
func (s *Site) negotiated(path string) gather {
	kind, id, _ := strings.Cut(path, "/")
	pages := map[string]func(*http.Request, workbench.NegotiationQuestion) (*view, error){"deal": s.deal, "ratify": s.ratify, "wait": s.wait, "fair": s.fair}
	page := pages[kind]
	if page == nil {
		return nil
	}
	return func(r *http.Request) (*view, error) {
		place, err := s.served.Find(r.PathValue("dossier"))
		if err != nil {
			return nil, err
		}
		o, err := s.bench.Outline(place)
		if err != nil {
			return nil, err
		}
		if id == "" {
			if all := o.Negotiations; len(all) > 0 {
				id = all[0].ID
			}
		}
		var v *view
		ask := func() {
			v, err = page(r, workbench.NegotiationQuestion{Question: workbench.Question{Dossier: place}, Negotiation: id})
		}
		if kind == "wait" || kind == "fair" { // quick ones wait for nobody
			ask()
		} else if busy := s.alone(r.Context(), ask); busy != nil {
			return nil, busy
		}
		if err != nil {
			return nil, err
		}
		v.Page, v.Dossier, v.Room = kind, r.PathValue("dossier"), id
		return v, nil
	}
}

type dealPage struct {
	*workbench.DealResult
	Chart   *chart.Scatter
	Chosen  *workbench.PackageResult
	Paid    *chart.Bars
	Waiting *workbench.WaitResult // nil where the file says nothing about waiting
}

// deal is the plane of packages with the one that is chosen in it.
func (s *Site) deal(r *http.Request, q workbench.NegotiationQuestion) (*view, error) {
	lang := language(r)
	out, err := s.bench.Deal(r.Context(), workbench.PlainDeal(q))
	if err != nil {
		return nil, err
	}
	p := dealPage{DealResult: out}
	index := chosen(out)
	if text := r.URL.Query().Get("package"); text != "" {
		if index, err = strconv.ParseInt(text, 10, 64); err != nil {
			return nil, fmt.Errorf("%w: package %.40q is not a whole number", workbench.ErrUsage, text)
		}
	}
	if p.Chosen, err = s.bench.Package(r.Context(), workbench.PackageRequest{NegotiationQuestion: q, Index: index}); err != nil {
		return nil, err
	}
	if w, err := s.bench.Wait(workbench.WaitRequest{NegotiationQuestion: q}); err == nil {
		p.Waiting = w
	}
	p.Chart = s.plane(r, out, p.Chosen.Package)
	p.Paid = paid(p.Chosen, lang)
	return &view{Title: out.Title.In(lang), Data: p, Result: out, Picture: p.Chart}, nil
}

// chosen is the package that a page begins with: the one agreed, else the
// first that the file names, else a solution, else one of the frontier.
func chosen(out *workbench.DealResult) int64 {
	for _, k := range out.Deals {
		if k.By == "" {
			return k.Index
		}
	}
	switch {
	case len(out.Deals) > 0:
		return out.Deals[0].Index
	case len(out.Solutions) > 0:
		return out.Solutions[0].Index
	case len(out.Frontier) > 0:
		return out.Frontier[0].Index
	default:
		return 0
	}
}

// plane draws the packages; a mark leads to the page with its package chosen.
func (s *Site) plane(r *http.Request, out *workbench.DealResult, now workbench.DealPackage) *chart.Scatter {
	lang := language(r)
	c := out.Chart(lang)
	c.Inline = true
	c.Across.Label, c.Up.Label = report.Say(lang, "worth to", out.Parties[0].Name.In(lang)), report.Say(lang, "worth to", out.Parties[1].Name.In(lang))
	base := &url.URL{Path: "/" + r.PathValue("dossier") + "/deal/" + out.Negotiation, Fragment: "package"}
	for i := range c.Layers {
		c.Layers[i].Name = report.Word(lang, "plane", c.Layers[i].Name)
		for j := range c.Layers[i].Points {
			p := &c.Layers[i].Points[j]
			if _, index, ok := strings.Cut(p.Href, "#package-"); ok {
				base.RawQuery = "package=" + index
				p.Href = base.String()
			}
		}
	}
	for i := range c.Limits {
		c.Limits[i].Label = report.Say(lang, "no agreement", out.Parties[i].Name.In(lang))
	}
	c.Layers = append(c.Layers, chart.Layer{Name: report.Word(lang, "plane", "chosen"), Look: chart.Strong, Radius: 9, Points: []chart.Point{{X: now.Utils[0], Y: now.Utils[1], Title: report.Word(lang, "plane", "chosen")}}})
	return &c
}

// paid is the yearly money of a package.
func paid(p *workbench.PackageResult, lang string) *chart.Bars {
	c := &chart.Bars{Title: report.Say(lang, "yearly money"), Up: report.Say(lang, "billions", p.Currency), Description: report.Say(lang, "bars described"), Height: 300, Inline: true}
	for _, y := range p.Years {
		v := y.Mean / 1e9 // for drawing
		c.Bars = append(c.Bars, chart.Bar{Label: strconv.Itoa(y.Year), Value: &v, Soft: y.Renewed, Title: fmt.Sprintf("%d: %s", y.Year, report.Estimated(y.Mean, p.Currency, lang))})
	}
	return c
}

type ratifyPage struct {
	*workbench.RatifyResult
	Chart *chart.Ribbon
}

// ratify tells how likely a package of the file is to be ratified.
func (s *Site) ratify(r *http.Request, q workbench.NegotiationQuestion) (*view, error) {
	out, err := s.bench.Ratify(workbench.RatifyRequest{NegotiationQuestion: q, Package: r.URL.Query().Get("package"), Curve: true})
	if err != nil {
		return nil, err
	}
	lang := language(r)
	c := out.Chart(lang)
	c.Inline = true
	c.Across.Label, c.Up.Label = report.Say(lang, "increase percent"), report.Say(lang, "probability")
	c.Layers[0].Name, c.Layers[1].Name = report.Say(lang, "asked about"), report.Say(lang, "votes on record")
	return &view{Title: out.Title.In(language(r)), Data: ratifyPage{out, &c}, Result: out, Picture: &c}, nil
}

type waitPage struct {
	*workbench.WaitResult
	Chart *chart.Spans
}

// wait tells what settling now is worth against waiting, model by model.
func (s *Site) wait(r *http.Request, q workbench.NegotiationQuestion) (*view, error) {
	out, err := s.bench.Wait(workbench.WaitRequest{NegotiationQuestion: q})
	if err != nil {
		return nil, err
	}
	lang := language(r)
	c := out.Chart(lang)
	c.Inline, c.Across.Label = true, report.Say(lang, "wait axis")
	for i, m := range out.Models {
		row := &c.Rows[i]
		row.Label = m.Model + " (" + m.Paper + "): " + report.Word(lang, "wait", m.Verdict)
		row.Text = report.Either(m.Money, m.Value.Likely, out.Currency, lang) + " (" + report.Either(m.Money, m.Value.Low, out.Currency, lang) + " – " + report.Either(m.Money, m.Value.High, out.Currency, lang) + ")"
		row.Title = row.Label + ": " + row.Text
	}
	return &view{Title: out.Title.In(language(r)), Data: waitPage{out, &c}, Result: out, Picture: &c}, nil
}

type fairPage struct {
	*workbench.FairResult
	Chart *chart.Bars
}

// fair lays sums beside what they may be measured against.
func (s *Site) fair(r *http.Request, q workbench.NegotiationQuestion) (*view, error) {
	out, err := s.bench.Fair(workbench.FairRequest{NegotiationQuestion: q})
	if err != nil {
		return nil, err
	}
	c := out.Chart(language(r))
	c.Inline, c.Up = true, report.Say(language(r), "billions", out.Currency)
	return &view{Title: out.Title.In(language(r)), Data: fairPage{out, &c}, Result: out, Picture: &c}, nil
}
