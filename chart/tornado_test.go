package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"entente/chart"
)

// The bars lie on either side of the middle, their lengths as the swings, and
// every row is a link; hostile texts stay texts.
func TestTornado(t *testing.T) {
	t.Parallel()
	c := chart.Tornado{
		Title: "what moves <it>", Middle: 100, MiddleTitle: "on average", Across: chart.Axis{Label: "bn"},
		Swings: []chart.Swing{
			{Label: "prices", Low: 80, High: 120, Href: "/d/a/2030", Title: "prices: 80 to 120"},
			{Label: "<i>", Low: 105, High: 95, Href: "javascript:alert(1)", Title: `"`},
		},
	}
	var a, b bytes.Buffer
	if err := errors.Join(c.Draw(&a), c.Draw(&b)); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Error("two drawings differ")
	}
	svg := a.String()
	d := xml.NewDecoder(&a)
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if n := strings.Count(svg, `<a href="/d/a/2030">`); n != 1 || strings.Contains(svg, "javascript:") || strings.Contains(svg, "<i>") {
		t.Errorf("%d links, want 1, and no other:\n%s", n, svg)
	}
	var x, width [4]float64
	found := regexp.MustCompile(`<rect class="[^"]*" x="([^"]*)" y="[^"]*" width="([^"]*)"`).FindAllStringSubmatch(svg, -1)
	if len(found) != 4 {
		t.Fatalf("%d bars, want 4", len(found))
	}
	for i, m := range found {
		x[i], _ = strconv.ParseFloat(m[1], 64)
		width[i], _ = strconv.ParseFloat(m[2], 64)
	}
	const pixel = 0.02
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"low ends in the middle", x[0] + width[0], x[1]},
		{"high is as far away as low", width[1], width[0]},
		{"a low above the middle lies to the right", x[2], x[1]},
		{"a quarter of the swing", width[2], width[0] / 4},
		{"and to the left", x[3] + width[3], x[1]},
	} {
		if c.got < c.want-pixel || c.got > c.want+pixel {
			t.Errorf("%s: %v, want %v", c.what, c.got, c.want)
		}
	}
	if err := (chart.Tornado{}).Draw(io.Discard); err != nil {
		t.Error(err)
	}
}
