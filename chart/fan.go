package chart

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// FanPoint is one period of a fan: the levels that 5, 25, 50, 75 and 95 of a
// hundred futures do not exceed.
type FanPoint struct {
	X                       float64
	P05, P25, P50, P75, P95 float64
	Href, Title             string // of the mark at the median
}

// Fan is a chart of what may come: a light band between 5 and 95 percent, a
// dark one between 25 and 75, and the median with a mark for each period.
type Fan struct {
	Title, Description string
	Across, Up         Axis // ends that are both 0 are taken from the points
	Points             []FanPoint
	Limits             []Limit
	Width, Height      int
	Inline             bool // part of a page that holds the Stylesheet
}

// Draw writes the chart as an SVG document.
func (c Fan) Draw(w io.Writer) error {
	f := Frame{Title: c.Title, Description: c.Description, Width: c.Width, Height: c.Height, Across: c.Across, Up: c.Up, Inline: c.Inline}
	c.fit(&f)
	f.Open(w)
	if len(c.Points) > 1 {
		c.band(&f, 0.18, func(p FanPoint) (float64, float64) { return p.P05, p.P95 })
		c.band(&f, 0.32, func(p FanPoint) (float64, float64) { return p.P25, p.P75 })
	}
	for _, l := range c.Limits {
		l.across(&f)
	}
	points := make([]Point, len(c.Points))
	for i, p := range c.Points {
		points[i] = Point{X: p.X, Y: p.P50, Href: p.Href, Title: p.Title}
		f.Mark(fmt.Sprintf(`<line class="line" x1="%[1]s" y1="%[2]s" x2="%[1]s" y2="%[3]s"/>`, px(f.X(p.X)), px(f.Y(p.P05)), px(f.Y(p.P95))), p.Href, p.Title)
	}
	Layer{Points: points, Joined: true}.draw(&f)
	return f.Close()
}

// band fills what lies between two levels.
func (c Fan) band(f *Frame, opacity float64, ends func(FanPoint) (low, high float64)) {
	var path strings.Builder
	for i, p := range c.Points {
		verb := "L"
		if i == 0 {
			verb = "M"
		}
		_, high := ends(p)
		path.WriteString(verb + px(f.X(p.X)) + " " + px(f.Y(high)))
	}
	for _, v := range slices.Backward(c.Points) {
		low, _ := ends(v)
		path.WriteString("L" + px(f.X(v.X)) + " " + px(f.Y(low)))
	}
	f.print(`<path class="strong" d="%sZ" fill-opacity="%.2f"/>`+"\n", path.String(), opacity)
}

// fit takes the ends of the axes from the points where none are given.
func (c Fan) fit(f *Frame) {
	x, y := Axis{Low: math.Inf(1), High: math.Inf(-1)}, Axis{Low: math.Inf(1), High: math.Inf(-1)}
	for _, p := range c.Points {
		x.Low, x.High = min(x.Low, p.X), max(x.High, p.X)
		y.Low, y.High = min(y.Low, p.P05), max(y.High, p.P95)
	}
	for _, l := range c.Limits {
		y.Low, y.High = min(y.Low, l.At), max(y.High, l.At)
	}
	if f.Across.Low == 0 && f.Across.High == 0 {
		f.Across.Low, f.Across.High = margin(x)
	}
	if f.Up.Low == 0 && f.Up.High == 0 {
		f.Up.Low, f.Up.High = margin(y)
	}
}
