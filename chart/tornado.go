package chart

import (
	"fmt"
	"io"
	"math"
)

// Swing is one row of a tornado: what a quantity is when one driver runs low,
// and when it runs high.
type Swing struct {
	Label       string
	Low, High   float64
	Href, Title string
}

// Tornado is a chart of swings about a common middle, one below the other, the
// widest first as they are given: which driver moves the quantity, and which
// way. The end at which the driver runs low is drawn lighter.
type Tornado struct {
	Title, Description string
	Across             Axis // ends that are both 0 are taken from the swings
	Middle             float64
	MiddleTitle        string // of the line in the middle
	Swings             []Swing
	Width              int
	Inline             bool // part of a page that holds the Stylesheet
}

// swingHeight is what a swing takes, in pixels.
const swingHeight = 44

// Draw writes the chart as an SVG document; it is as high as it has rows.
func (c Tornado) Draw(w io.Writer) error {
	rows := float64(max(len(c.Swings), 1))
	f := Frame{
		Title: c.Title, Description: c.Description, Width: c.Width, Height: top + bottom + swingHeight*int(rows), Inline: c.Inline,
		Across: c.Across, Up: Axis{Low: 0, High: rows}, Rows: true,
	}
	if f.Across.Low == 0 && f.Across.High == 0 {
		f.Across.Low, f.Across.High = margin(c.ends())
	}
	f.Open(w)
	middle := f.X(c.Middle)
	for i, s := range c.Swings {
		y := f.Y(rows - float64(i))
		label := fmt.Sprintf(`<text class="tick" x="%d" y="%s">%s</text>`, left, px(y+14), escape(s.Label))
		f.Mark(label+bar("strong soft", f.X(s.Low), middle, y)+bar("strong", f.X(s.High), middle, y), s.Href, s.Title)
	}
	f.Mark(fmt.Sprintf(`<line class="limit" x1="%[1]s" y1="%[2]d" x2="%[1]s" y2="%[3]d"/>`, px(middle), top, f.Height-bottom), "", c.MiddleTitle)
	return f.Close()
}

// bar is drawn between an end and the middle.
func bar(class string, x, middle, y float64) string {
	return fmt.Sprintf(`<rect class="%s" x="%s" y="%s" width="%s" height="18"/>`, class, px(min(x, middle)), px(y+20), px(math.Abs(x-middle)))
}

func (c Tornado) ends() Axis {
	a := Axis{Low: c.Middle, High: c.Middle}
	for _, s := range c.Swings {
		a.Low, a.High = min(a.Low, s.Low, s.High), max(a.High, s.Low, s.High)
	}
	return a
}
