package chart

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// Look is how a layer of points appears.
type Look string

// The looks.
const (
	Faint  Look = "faint" // many points in the background
	Strong Look = "strong"
	First  Look = "first" // five colours that can be told apart
	Second Look = "second"
	Third  Look = "third"
	Fourth Look = "fourth"
	Fifth  Look = "fifth"
)

// Point is a mark in the plane.
type Point struct {
	X, Y  float64
	Href  string // where the mark leads; "" for nowhere
	Title string // the sentence behind the mark
	Label string // a word beside the mark
}

// Layer is a set of points that look alike. Later layers lie on top.
type Layer struct {
	Name   string // in the key of the chart; "" leaves it out
	Look   Look
	Radius float64 // of a point, in pixels; 0 takes 3
	Points []Point
	Joined bool // with a line, in the order given
}

// Limit is a dashed line across the chart: a reservation value.
type Limit struct {
	At       float64
	Vertical bool
	Title    string
}

// Scatter is a chart of points in a plane.
type Scatter struct {
	Title, Description string
	Across, Up         Axis // ends that are both 0 are taken from the points
	Layers             []Layer
	Limits             []Limit
	Width, Height      int
	Inline             bool // part of a page that holds the Stylesheet
}

// Draw writes the chart as an SVG document.
func (s Scatter) Draw(w io.Writer) error {
	f := Frame{Title: s.Title, Description: s.Description, Width: s.Width, Height: s.Height, Across: s.Across, Up: s.Up, Inline: s.Inline}
	s.fit(&f)
	f.Open(w)
	for _, l := range s.Limits {
		line := fmt.Sprintf(`<line class="limit" x1="%d" y1="%[2]s" x2="%[3]d" y2="%[2]s"/>`, left, px(f.Y(l.At)), f.Width-right)
		if l.Vertical {
			line = fmt.Sprintf(`<line class="limit" x1="%[1]s" y1="%[2]d" x2="%[1]s" y2="%[3]d"/>`, px(f.X(l.At)), top, f.Height-bottom)
		}
		f.Mark(line, "", l.Title)
	}
	for _, l := range s.Layers {
		l.draw(&f)
	}
	s.key(&f)
	return f.Close()
}

// fit takes the ends of the axes from the points where none are given.
func (s Scatter) fit(f *Frame) {
	x, y := Axis{Low: math.Inf(1), High: math.Inf(-1)}, Axis{Low: math.Inf(1), High: math.Inf(-1)}
	for _, l := range s.Layers {
		for _, p := range l.Points {
			x.Low, x.High = min(x.Low, p.X), max(x.High, p.X)
			y.Low, y.High = min(y.Low, p.Y), max(y.High, p.Y)
		}
	}
	for _, l := range s.Limits {
		if l.Vertical {
			x.Low, x.High = min(x.Low, l.At), max(x.High, l.At)
		} else {
			y.Low, y.High = min(y.Low, l.At), max(y.High, l.At)
		}
	}
	if f.Across.Low == 0 && f.Across.High == 0 {
		f.Across.Low, f.Across.High = margin(x)
	}
	if f.Up.Low == 0 && f.Up.High == 0 {
		f.Up.Low, f.Up.High = margin(y)
	}
}

// margin leaves a little room around the outermost points.
func margin(a Axis) (low, high float64) {
	d := (a.High - a.Low) * 0.04
	return a.Low - d, a.High + d
}

func (l Layer) draw(f *Frame) {
	radius := l.Radius
	if radius <= 0 {
		radius = 3
	}
	if l.Joined && len(l.Points) > 1 {
		var path strings.Builder
		for i, p := range l.Points {
			verb := "L"
			if i == 0 {
				verb = "M"
			}
			path.WriteString(verb + px(f.X(p.X)) + " " + px(f.Y(p.Y)))
		}
		f.print(`<path class="line" d="%s"/>`+"\n", path.String())
	}
	for _, p := range l.Points {
		x, y := f.X(p.X), f.Y(p.Y)
		f.Mark(fmt.Sprintf(`<circle class="%s" cx="%s" cy="%s" r="%s"/>`, l.Look.class(), px(x), px(y), px(radius)), p.Href, p.Title)
		if p.Label != "" {
			f.Text(x+radius+3, y-radius, "start", "tick", p.Label)
		}
	}
}

// class keeps to the looks that the style knows.
func (l Look) class() Look {
	switch l {
	case Faint, Strong, First, Second, Third, Fourth, Fifth:
		return l
	}
	return Strong
}

// key names the layers at the top right.
func (s Scatter) key(f *Frame) {
	y := float64(top) + 8
	for _, l := range s.Layers {
		if l.Name == "" || len(l.Points) == 0 {
			continue
		}
		x := float64(f.Width - right - 8)
		f.print(`<circle class="%s" cx="%s" cy="%s" r="4"/>`+"\n", l.Look.class(), px(x), px(y))
		f.Text(x-10, y+4, "end", "tick", l.Name)
		y += 16
	}
}
