package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"entente/chart"
)

// The fan is well-formed, its marks link to the figures, and the same points
// give the same bytes, one point and none included.
func TestFan(t *testing.T) {
	t.Parallel()
	points := []chart.FanPoint{
		{X: 2027, P05: 1, P25: 2, P50: 3, P75: 4, P95: 5, Href: "/d/a/2027", Title: "2027 & more"},
		{X: 2028, P05: 1, P25: 2, P50: 4, P75: 6, P95: 9, Href: "javascript:alert(1)", Title: "<b>"},
	}
	for n := range 3 {
		var a, b bytes.Buffer
		c := chart.Fan{Title: "a <fan>", Points: points[:n], Across: chart.Axis{Label: "year"}, Up: chart.Axis{Label: "bn"}, Limits: []chart.Limit{{At: 7, Title: "the most"}}}
		if err := errors.Join(c.Draw(&a), c.Draw(&b)); err != nil {
			t.Fatal(err)
		}
		if a.String() != b.String() {
			t.Errorf("%d points: two drawings differ", n)
		}
		d := xml.NewDecoder(&a)
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%d points: %v", n, err)
			}
		}
		if got, want := strings.Count(b.String(), `href="/d/a/2027"`), min(n, 1)*2; got != want {
			t.Errorf("%d points: %d links, want %d", n, got, want)
		}
		if strings.Contains(b.String(), "javascript:") || strings.Contains(b.String(), "<b>") {
			t.Errorf("%d points: a hostile text got through", n)
		}
	}
}
