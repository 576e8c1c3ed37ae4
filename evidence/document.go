package evidence

import (
	"strings"
	"unicode/utf8"

	"entente/period"
)

// MaxInput is the largest input that is read; what is longer is refused by
// [Plain] as it would be by any reader of articles.
const MaxInput = 64 << 20

// maxText bounds the text that is searched for figures: a book is no article.
const maxText = 1 << 20

// Role says what a line of a document is.
type Role string

// The roles. Everything that is not Title, Byline, Dateline or Body is
// boilerplate.
const (
	Title      Role = "title"
	Byline     Role = "byline"
	Dateline   Role = "dateline"
	Body       Role = "body"
	Heading    Role = "heading"
	Caption    Role = "caption"
	Navigation Role = "navigation"
	Sharing    Role = "sharing"
	ReadAlso   Role = "read-also"
	Credit     Role = "credit"
	Appeal     Role = "appeal" // subscribe, sign up, advertisement
	Stamp      Role = "stamp"  // published and updated
	Blank      Role = "blank"
)

// Line is one line of the text.
type Line struct {
	Number     int // in the text, from 1
	Start, End int // bytes of the text, without the line end
	Role       Role
	Why        string // the sign by which debris was recognised
}

// Boilerplate reports whether the line is debris around the article.
func (l Line) Boilerplate() bool {
	switch l.Role {
	case Title, Body, Heading, Dateline, Blank:
		return false
	case Byline, Caption, Navigation, Sharing, ReadAlso, Credit, Appeal, Stamp:
		return true
	}
	return true
}

// Segment says that a run of the text stands in the input, byte by byte.
type Segment struct {
	Text, Input int // where the run begins in either
	Len         int // bytes of the text
	Width       int // bytes of the input: Len, or the length of an entity
}

// Document is an article as it was read.
type Document struct {
	Name        string
	Text        string
	Lines       []Line
	Segments    []Segment // empty when text and input are the same
	Encoded     []Segment // from the input as UTF-8 to the bytes that were given; empty when it was UTF-8
	Title       string
	Publisher   string
	Distributor string // who passed the text on: a syndicate, an aggregator
	Byline      string
	Published   Published
	Language    string // en, ko, or "" when neither
	HTML        bool
}

// Published says when a document appeared, as a range where the day is not
// known. The zero value means unknown: nothing is guessed.
type Published struct {
	Span     period.Span
	Explicit bool   // printed or declared, not concluded
	Basis    string // where it was found
}

// PublishedOn reads the day of a time stamp that a page declares:
// 2024-03-13T10:02:00Z, 2024-03-13, 20240313.
func PublishedOn(stamp, basis string) (Published, bool) {
	s := strings.TrimSpace(stamp)
	if len(s) >= 8 && strings.IndexFunc(s[:8], func(r rune) bool { return r < '0' || r > '9' }) < 0 {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:8]
	}
	if len(s) < 10 {
		return Published{}, false
	}
	d, err := period.ParseDay(strings.ReplaceAll(s[:10], "/", "-"))
	if err != nil {
		return Published{}, false
	}
	return Published{Span: daySpan(d), Explicit: true, Basis: basis}, true
}

// Day returns the day of publication, or the zero day when only a longer
// period is known.
func (p Published) Day() period.Day {
	if p.Span.From == p.Span.To {
		return p.Span.From
	}
	return period.Day{}
}

// Input returns the place in the input of a byte of the text. An end lies
// behind the last byte that belongs to it.
func (d *Document) Input(offset int, end bool) int {
	return placed(d.Encoded, placed(d.Segments, offset, end), end)
}

// placed maps an offset through segments; without segments it stays.
func placed(segments []Segment, offset int, end bool) int {
	if len(segments) == 0 {
		return offset
	}
	at := offset
	if end {
		at--
	}
	lo, hi := 0, len(segments)
	for lo < hi {
		if mid := (lo + hi) / 2; segments[mid].Text <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return 0
	}
	s := segments[lo-1]
	in := at - s.Text
	switch {
	case in >= s.Len:
		return s.Input + s.Width
	case s.Width != s.Len && end:
		return s.Input + s.Width
	case s.Width != s.Len:
		return s.Input
	case end:
		return s.Input + in + 1
	}
	return s.Input + in
}

// Plain reads a plain text. It fails with ErrTooLarge beyond MaxInput and with
// ErrBinary when the bytes are no text.
func Plain(name string, data []byte) (*Document, error) {
	if len(data) > MaxInput {
		return nil, ErrTooLarge
	}
	if binary(data) {
		return nil, ErrBinary
	}
	d := &Document{Name: name, Text: string(data)}
	d.Read()
	return d, nil
}

// binary reports a text that holds zero bytes or mostly bytes that no text has.
func binary(data []byte) bool {
	head := data[:min(len(data), 8192)]
	bad := 0
	for _, b := range head {
		if b == 0 {
			return true
		}
		if b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' {
			bad++
		}
	}
	invalid := 0
	for rest := head; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			invalid++
		}
		rest = rest[size:]
	}
	return bad*10 > len(head) || invalid*5 > len(head)
}

// Read cuts the text into lines, gives each its role and finds what the header
// says. Fields that are set already (from the head of a page) are kept.
func (d *Document) Read() {
	if len(d.Text) > maxText {
		d.Text = d.Text[:maxText]
	}
	d.Lines = lines(d.Text)
	if d.Language == "" {
		d.Language = language(d.Text)
	}
	classify(d)
	readHeader(d)
}

// lines cuts a text at line ends.
func lines(text string) []Line {
	var out []Line
	for start := 0; start <= len(text); {
		end := strings.IndexByte(text[start:], '\n')
		next := len(text) + 1
		if end < 0 {
			end = len(text)
		} else {
			end += start
			next = end + 1
		}
		stop := end
		if stop > start && text[stop-1] == '\r' {
			stop--
		}
		if start < len(text) || len(out) == 0 {
			out = append(out, Line{Number: len(out) + 1, Start: start, End: stop})
		}
		start = next
	}
	return out
}

// language tells English from Korean by letters.
func language(text string) string {
	latin, korean := 0, 0
	for _, r := range text[:min(len(text), 1<<16)] {
		switch {
		case isHangul(r):
			korean++
		case r|0x20 >= 'a' && r|0x20 <= 'z':
			latin++
		}
	}
	switch {
	case korean*3 > latin && korean > 0:
		return "ko"
	case latin > 0:
		return "en"
	}
	return ""
}
