package evidence

import (
	"strings"

	"entente/period"
)

// readHeader finds publisher, byline and day of publication in the text. What
// is not printed stays unknown: a wrong day would make every relative date
// wrong.
func readHeader(d *Document) {
	for i := range d.Lines {
		l := d.Lines[i]
		text := strings.TrimSpace(d.Text[l.Start:l.End])
		switch l.Role {
		case Byline:
			if d.Byline == "" {
				d.Byline = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(text, "By "), "BY "))
			}
			if d.Published.Span.From.IsZero() {
				stamp(d, text, "the line of the author")
			}
		case Stamp:
			stamp(d, text, "the stamp of the page")
			if d.Publisher == "" {
				d.Publisher = agency(text)
			}
		case Credit:
			credit(d, text)
		case Navigation, Caption:
			if p := agency(text); p != "" && d.Publisher == "" && l.Role == Navigation {
				d.Publisher = p
			}
		case Title, Dateline, Body, Heading, Sharing, ReadAlso, Appeal, Blank:
			// nothing of the header is looked for in them
		}
	}
	dateline(d)
	if !d.Published.Explicit {
		lineOfDay(d)
	}
}

// stamp reads the first full date of a line of the header; an "updated" does
// not replace a "published".
func stamp(d *Document, text, basis string) {
	if d.Published.Explicit {
		return
	}
	day := fullDate(text)
	if day.IsZero() {
		day = slashDay(text)
	}
	if !day.IsZero() {
		d.Published = Published{Span: daySpan(day), Explicit: true, Basis: basis}
	}
}

// fullDate returns the first date with a year in a text.
func fullDate(text string) period.Day {
	s := &scanner{toks: tokenize(text, 0)}
	for i := range s.toks {
		d, ok := s.explicit(i)
		if !ok {
			if h, k := s.koreanDate1(i); k {
				d.span, ok = h.figure.Value.Span, true
			} else if s.kind(i) == number {
				d, ok = s.spacedDate(i)
			}
		}
		if ok && !d.open && d.span.From == d.span.To && !d.span.From.IsZero() {
			return d.span.From
		}
	}
	return period.Day{}
}

// slashDay reads the American day of a stamp: 03/05/18 08:15 AM.
func slashDay(text string) period.Day {
	s := &scanner{toks: tokenize(text, 0)}
	for i := 0; i+4 < len(s.toks); i++ {
		if s.kind(i) != number || s.low(i+1) != "/" || s.low(i+3) != "/" || len(s.low(i+4)) != 2 {
			continue
		}
		m, d, y := small(s.toks[i]), small(s.toks[i+2]), small(s.toks[i+4])
		if validDay(2000+y, m, d) && y > 0 {
			return dayOf(2000+y, monthNumber(m), d)
		}
	}
	return period.Day{}
}

// spacedDate reads 2024. 3. 13.
func (s *scanner) spacedDate(i int) (dated, bool) {
	y := yearOf(s.toks[i])
	if y == 0 || s.low(i+1) != "." || s.kind(i+2) != number || s.low(i+3) != "." || s.kind(i+4) != number {
		return dated{}, false
	}
	m, d := small(s.toks[i+2]), small(s.toks[i+4])
	if !validDay(y, m, d) {
		return dated{}, false
	}
	return dated{span: daySpan(dayOf(y, monthNumber(m), d)), next: i + 5, grain: 'd'}, true
}

// credit reads a copyright line: its holder is the publisher, its year the
// year of publication when nothing better is known.
func credit(d *Document, text string) {
	if p := agency(text); p != "" {
		if strings.Contains(strings.ToLower(text), "distributed by") && d.Distributor == "" {
			if at := strings.Index(strings.ToLower(text), "distributed by"); at >= 0 {
				d.Distributor = strings.Trim(text[at+len("distributed by"):], " .,")
			}
		}
		if d.Publisher == "" {
			d.Publisher = p
		}
	}
	low := strings.ToLower(text)
	if day := fullDate(text); !day.IsZero() && !d.Published.Explicit {
		d.Published = Published{Span: daySpan(day), Explicit: true, Basis: "the line of the copyright"}
		return
	}
	if !d.Published.Span.From.IsZero() || anyIn(low, "copyright", "©", "(c)", "ⓒ") == "" {
		return
	}
	for _, t := range tokenize(text, 0) {
		if y := yearOf(t); y > 0 {
			d.Published = Published{Span: yearSpan(y), Basis: "the year of the copyright"}
			return
		}
	}
}

// agency returns the name of a publisher that a text holds.
func agency(text string) string {
	for _, p := range [...][2]string{
		{"Bloomberg", "Bloomberg"},
		{"Reuters", "Reuters"},
		{"REUTERS", "Reuters"},
		{"Associated Press", "AP"},
		{"(AP)", "AP"},
		{"Agence France-Presse", "AFP"},
		{"(AFP)", "AFP"},
		{"AFP", "AFP"},
		{"Yonhap", "Yonhap"},
		{"연합뉴스", "연합뉴스"},
		{"뉴시스", "뉴시스"},
		{"뉴스1", "뉴스1"},
		{"Xinhua", "Xinhua"},
		{"Kyodo", "Kyodo"},
		{"(UPI)", "UPI"},
		{"CNN", "CNN"},
		{"BBC", "BBC"},
		{"KBS", "KBS"},
		{"The Hill", "The Hill"},
		{"Korea Herald", "The Korea Herald"},
		{"Korea Times", "The Korea Times"},
		{"JoongAng", "JoongAng Ilbo"},
		{"Chosun", "Chosun Ilbo"},
		{"NK News", "NK News"},
		{"Stars and Stripes", "Stars and Stripes"},
		{"Voice of America", "VOA"},
		{"(VOA)", "VOA"},
		{"New York Times", "The New York Times"},
		{"Washington Post", "The Washington Post"},
		{"Wall Street Journal", "The Wall Street Journal"},
		{"Arirang", "Arirang"},
		{"YTN", "YTN"},
		{"Nikkei", "Nikkei"},
	} {
		if strings.Contains(text, p[0]) {
			return p[1]
		}
	}
	return ""
}

// dateline reads the opening of the first prose: SEOUL, March 13 (Reuters) -,
// (서울=연합뉴스).
func dateline(d *Document) {
	for i := range d.Lines {
		l := d.Lines[i]
		if l.Role != Body {
			continue
		}
		text := d.Text[l.Start:l.End]
		head := text[:min(len(text), 140)]
		open := strings.IndexByte(head, '(')
		dash := dashAt(head)
		if day, ok := headDay(text); ok && !d.Published.Explicit {
			d.Published = Published{Span: daySpan(day), Explicit: true, Basis: "the dateline"}
		}
		if open < 0 || open > 60 || dash < 0 || dash > 120 || strings.HasSuffix(strings.TrimSpace(head[:open]), ".") {
			koreanByline(d, text)
			if strings.HasPrefix(strings.TrimSpace(text), "(") {
				if p := agency(head[:min(len(head), 60)]); p != "" && d.Publisher == "" {
					d.Publisher = p
				}
			}
			return
		}
		if p := agency(head[open:]); p != "" && d.Publisher == "" {
			d.Publisher = p
		}
		if !d.Published.Explicit {
			datelineDay(d, head[:dash])
		}
		return
	}
}

// datelineDay reads the day of a dateline. Without a year it counts only
// together with a year known otherwise.
func datelineDay(d *Document, head string) {
	if day := fullDate(head); !day.IsZero() {
		d.Published = Published{Span: daySpan(day), Explicit: true, Basis: "the dateline"}
		return
	}
	year := 0
	if s := d.Published.Span; s.From.Year == s.To.Year {
		year = s.From.Year
	}
	s := &scanner{toks: tokenize(head, 0), lastYear: year}
	for i := range s.toks {
		if x, ok := s.monthDay(i); ok && x.grain == 'd' && !x.span.From.IsZero() {
			d.Published = Published{Span: x.span, Basis: "the dateline and " + d.Published.Basis}
			return
		}
	}
}

func dashAt(s string) int {
	best := -1
	for _, dash := range [...]string{" - ", " – ", " — ", ") -", ")--", ") –", ") —", " -- "} {
		if i := strings.Index(s, dash); i >= 0 && (best < 0 || i < best) {
			best = i
		}
	}
	return best
}

// koreanByline reads (서울=연합뉴스) 홍길동 기자 =.
func koreanByline(d *Document, text string) {
	head, _, found := strings.Cut(text[:min(len(text), 160)], "=")
	if rest := text[min(len(head)+1, len(text)):]; found && strings.Contains(head, "(") {
		if more, _, ok := strings.Cut(rest[:min(len(rest), 120)], "="); ok {
			head = more
		}
	}
	if i := strings.Index(head, "기자"); i > 0 && d.Byline == "" {
		name := head[:i]
		if j := strings.LastIndex(name, ")"); j >= 0 {
			name = name[j+1:]
		}
		d.Byline = strings.TrimSpace(name)
	}
}
