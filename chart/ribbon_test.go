package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"entente/chart"
)

type drawing interface{ Draw(w io.Writer) error }

// Charts of ranges are well-formed, link their marks, let no hostile text
// through and give the same bytes twice, without any data too.
func TestRanges(t *testing.T) {
	t.Parallel()
	const hostile = `"><script>`
	limits := []chart.Limit{{At: 1, Label: hostile, Title: hostile, Href: "/d/a"}, {At: 2, Vertical: true, Early: true, Label: "two"}}
	zero := 0.0
	for name, c := range map[string]drawing{
		"ribbon": chart.Ribbon{
			Title: hostile, Points: []chart.RibbonPoint{{X: 1, Low: 0, Likely: 0.5, High: 1, Href: "/d/a"}, {X: 2, Low: 0.2, Likely: 0.6, High: 1, Href: "javascript:x"}},
			Layers: []chart.Layer{{Name: hostile, Points: []chart.Point{{X: 3, Y: 1, Label: hostile, Below: true}}}}, Limits: limits,
		},
		"spans": chart.Spans{Title: hostile, Rows: []chart.Span{
			{Label: hostile, Text: hostile, Low: -1, Likely: 0, High: 2, Href: "/d/a"}, {Low: math.NaN(), Likely: math.Inf(1)},
		}, Limits: limits[1:]},
		"bars":             chart.Bars{Title: hostile, Bars: []chart.Bar{{Label: hostile, Value: &zero, Href: "/d/a"}}, Limits: limits[:1]},
		"nothing, ribbon":  chart.Ribbon{},
		"nothing, spans":   chart.Spans{Inline: true},
		"nothing, scatter": chart.Scatter{Inline: true},
	} {
		var a, b bytes.Buffer
		if err := errors.Join(c.Draw(&a), c.Draw(&b)); err != nil {
			t.Fatal(err)
		}
		if a.String() != b.String() {
			t.Errorf("%s: two drawings differ", name)
		}
		if text := a.String(); strings.Contains(text, "<script>") || strings.Contains(text, "javascript:") || strings.Contains(text, "NaN") {
			t.Errorf("%s lets through what it should not:\n%s", name, text)
		}
		if !strings.HasPrefix(name, "nothing") && !strings.Contains(a.String(), `<a href="/d/a">`) {
			t.Errorf("%s has no link", name)
		}
		for d := xml.NewDecoder(&a); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
}
