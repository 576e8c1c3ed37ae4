package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/chart"
)

func draw(t *testing.T, s chart.Scatter) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.Draw(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// elements parses a document and counts its elements by name and class.
func elements(text string) (map[string]int, error) {
	count := map[string]int{}
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return count, nil
		}
		if err != nil {
			return nil, err
		}
		if e, ok := token.(xml.StartElement); ok {
			count[e.Name.Local]++
			for _, a := range e.Attr {
				if a.Name.Local == "class" {
					count[e.Name.Local+"."+a.Value]++
				}
			}
		}
	}
}

func TestScatter(t *testing.T) {
	t.Parallel()
	s := chart.Scatter{
		Title:  "Plane",
		Across: chart.Axis{Label: "first"},
		Up:     chart.Axis{Label: "second"},
		Layers: []chart.Layer{
			{Name: "all", Look: chart.Faint, Points: []chart.Point{{X: 0, Y: 0}, {X: 1, Y: 1}}},
			{Name: "best", Look: chart.Strong, Joined: true, Points: []chart.Point{{X: 0, Y: 1, Href: "/d/1", Title: "one"}, {X: 1, Y: 0, Label: "two"}}},
		},
		Limits: []chart.Limit{{At: 0.5, Vertical: true, Title: "walks away"}},
	}
	text := draw(t, s)
	count, err := elements(text)
	if err != nil {
		t.Fatal(err)
	}
	// two points and their place in the key, for each of two layers
	for name, want := range map[string]int{"circle.faint": 3, "circle.strong": 3, "path.line": 1, "line.limit": 1, "a": 1, "svg": 1} {
		if count[name] != want {
			t.Errorf("%d of %s, want %d", count[name], name, want)
		}
	}
	for _, want := range []string{`<a href="/d/1"><title>one</title>`, `>two</text>`, `<title>Plane</title>`, `prefers-color-scheme:dark`} {
		if !strings.Contains(text, want) {
			t.Errorf("the chart does not hold %s", want)
		}
	}
	if again := draw(t, s); again != text {
		t.Error("the same data gives other bytes")
	}
}

// TestHostileText checks that no text or address becomes part of the markup.
func TestHostileText(t *testing.T) {
	t.Parallel()
	evil := "\"><script>alert(1)</script>\x00&\ufffe"
	for _, href := range []string{"javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,x", " javascript:alert(1)", "vbscript:x"} {
		s := chart.Scatter{Title: evil, Description: evil, Across: chart.Axis{Label: evil}, Layers: []chart.Layer{{Name: evil, Look: chart.Look(evil), Points: []chart.Point{{Title: evil, Label: evil, Href: href}}}}}
		text := draw(t, s)
		count, err := elements(text)
		if err != nil {
			t.Fatal(err)
		}
		if count["script"] > 0 || count["a"] > 0 {
			t.Errorf("%q: %v", href, count)
		}
	}
}

// TestAnyPoints checks that every chart is well-formed XML without numbers
// that are none.
func TestAnyPoints(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, 1, math.Inf(1), math.NaN(), 1e300, -1e300}))
		s := chart.Scatter{Title: rapid.String().Draw(t, "title"), Layers: []chart.Layer{{Joined: true}}}
		for range rapid.IntRange(0, 5).Draw(t, "points") {
			s.Layers[0].Points = append(s.Layers[0].Points, chart.Point{X: number.Draw(t, "x"), Y: number.Draw(t, "y"), Title: rapid.String().Draw(t, "sentence")})
		}
		var b bytes.Buffer
		if err := s.Draw(&b); err != nil {
			t.Fatal(err)
		}
		if _, err := elements(b.String()); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "NaN") || strings.Contains(b.String(), "Inf") {
			t.Fatal("a number that is none")
		}
	})
}

func TestTicks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		low, high float64
		n         int
		want      []float64
	}{
		{0, 1, 5, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}},
		{0, 100, 4, []float64{0, 50, 100}},
		{-3, 7, 6, []float64{-2, 0, 2, 4, 6}},
		{1, 1, 5, nil},
		{2, 1, 5, nil},
	} {
		got := chart.Ticks(c.low, c.high, c.n)
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
			t.Errorf("Ticks(%v, %v, %d) = %v, want %v", c.low, c.high, c.n, got, c.want)
		}
	}
}

type broken struct{}

var errBroken = errors.New("broken")

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestDrawError(t *testing.T) {
	t.Parallel()
	if err := (chart.Scatter{}).Draw(broken{}); !errors.Is(err, errBroken) {
		t.Error(err)
	}
}
