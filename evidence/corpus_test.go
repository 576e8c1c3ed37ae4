package evidence_test

import (
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/decimal"
	"entente/evidence"
	"entente/period"
)

// article is one text of the corpus with what must be found in it. See
// testdata/corpus/README.md.
type article struct {
	name, shape, publisher string
	day                    string
	part                   string // dev, held or fresh
	title                  string
	input                  []byte
	gold                   []gold
	debris                 []int // lines, for plain texts
	positions              [][3]string
	titleEnd               int // of a plain text: bytes of the title
}

// gold is one annotated figure, in bytes of the input.
type gold struct {
	start, end int
	surface    string
	kind       evidence.Kind
	amount     decimal.Fraction
	unit       string
	span       period.Span
	iso        string
	quantity   string
	verdict    byte // = ! ? or 0
	speaker    string
	anon       bool
	approx     bool
}

func corpus(tb testing.TB) []article {
	tb.Helper()
	files, err := filepath.Glob("testdata/corpus/*.txt")
	if err != nil || len(files) == 0 {
		tb.Fatal("no corpus", err)
	}
	var out []article
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		for _, part := range strings.Split("\n"+string(data), "\n=== ")[1:] {
			a := readArticle(tb, part)
			a.part, _, _ = strings.Cut(filepath.Base(f), "-")
			out = append(out, a)
		}
	}
	return out
}

func readArticle(tb testing.TB, part string) article {
	tb.Helper()
	head, body, _ := strings.Cut(part, "\n")
	f := strings.SplitN(head, " ", 4)
	if len(f) != 4 {
		tb.Fatalf("head %q", head)
	}
	a := article{name: f[0], shape: f[1], day: f[2], publisher: f[3]}
	var lines []string
	for line := range strings.Lines(strings.TrimSpace(body)) {
		line = strings.TrimRight(line, "\n")
		if rest, ok := strings.CutPrefix(line, "## "); ok {
			p := strings.Split(rest, " | ")
			a.positions = append(a.positions, [3]string{p[0], p[1], p[2]})
			continue
		}
		lines = append(lines, line)
	}
	shell, page := strings.CutPrefix(a.shape, "html:")
	if page {
		a.page(tb, shell, lines)
	} else {
		a.plain(tb, lines)
	}
	return a
}

// plain lays out a text; debris lines lose their mark.
func (a *article) plain(tb testing.TB, lines []string) {
	tb.Helper()
	var b strings.Builder
	extra := 0
	for n, line := range lines {
		n += extra
		if rest, ok := strings.CutPrefix(line, "%% "); ok {
			a.debris = append(a.debris, n+1)
			b.WriteString(rest + "\n")
			continue
		}
		a.write(tb, &b, line, func(s string) string { return s })
		if a.title == "" {
			a.title = line
			a.titleEnd = b.Len()
			if a.shape == "stamped" {
				b.WriteString("\nPublished " + a.day)
				a.debris = append(a.debris, n+2)
				extra = 1
			}
		}
		b.WriteByte('\n')
	}
	a.input = []byte(b.String())
}

// page sets the paragraphs into a frame.
func (a *article) page(tb testing.TB, shell string, lines []string) {
	tb.Helper()
	frame, err := os.ReadFile(filepath.Join("testdata/corpus", shell+".html"))
	if err != nil {
		tb.Fatal(err)
	}
	lang, publisher, day := "en", a.publisher, a.day
	if shell == "korean" {
		lang = "ko"
	}
	if publisher == "-" {
		publisher = ""
	}
	if day == "-" {
		day = ""
	}
	a.title = lines[0]
	text := strings.NewReplacer("$LANG", lang, "$PUBLISHER", publisher, "$DAY", day, "$TITLE", html.EscapeString(a.title)).Replace(string(frame))
	mark := "$PARAGRAPHS"
	if !strings.Contains(text, mark) {
		mark = "$BREAKS"
	}
	before, after, _ := strings.Cut(text, mark)
	var b strings.Builder
	b.WriteString(before)
	n := 0
	escape := func(s string) string {
		n++
		s = strings.ReplaceAll(html.EscapeString(s), "&#39;", "&rsquo;")
		if n%3 == 0 {
			s = strings.Replace(s, " ", "&nbsp;", 1)
		}
		return s
	}
	for k, line := range lines[1:] {
		rest, debris := strings.CutPrefix(line, "%% ")
		switch {
		case debris:
			b.WriteString(`<div class="promo-box">` + html.EscapeString(rest) + "</div>\n")
		case mark == "$BREAKS":
			a.write(tb, &b, line, escape)
			b.WriteString("<BR><BR>\n")
		default:
			b.WriteString("<p>")
			if k%4 == 1 {
				b.WriteString("<span>")
			}
			a.write(tb, &b, line, escape)
			if k%4 == 1 {
				b.WriteString("</span>")
			}
			b.WriteString("</p>\n")
		}
	}
	b.WriteString(after)
	a.input = []byte(b.String())
}

// write writes a line without its annotations and keeps them.
func (a *article) write(tb testing.TB, b *strings.Builder, line string, escape func(string) string) {
	tb.Helper()
	for line != "" {
		plain, rest, found := strings.Cut(line, "{{")
		b.WriteString(escape(plain))
		if !found {
			return
		}
		mark, behind, ok := strings.Cut(rest, "}}")
		if !ok {
			tb.Fatalf("%s: annotation not closed: %s", a.name, rest)
		}
		surface, note, _ := strings.Cut(mark, "|")
		g := annotation(tb, a.name, note)
		g.surface, g.start = surface, b.Len()
		b.WriteString(escape(surface))
		g.end = b.Len()
		a.gold = append(a.gold, g)
		line = behind
	}
}

func annotation(tb testing.TB, name, note string) gold {
	tb.Helper()
	var g gold
	if at := strings.Index(note, " s:"); at >= 0 {
		who := note[at+3:]
		who, g.anon = strings.CutSuffix(who, " anon")
		g.speaker, note = who, note[:at]
	}
	f := strings.Fields(note)
	value := f[0]
	rest := f[1:]
	unit := ""
	if len(rest) > 0 && rest[0][0] != '@' && !slices.Contains([]string{"=", "!", "?", "approx"}, rest[0]) {
		unit, rest = rest[0], rest[1:]
	}
	g.unit = unit
	kinds := map[string]evidence.Kind{"%": evidence.Percent, "points": evidence.Percent, "x": evidence.Multiple, "frac": evidence.Share, "persons": evidence.Count, "votes": evidence.Count, "rounds": evidence.Count, "shells": evidence.Count, "th": evidence.Ordinal}
	switch {
	case strings.HasPrefix(value, "P"):
		g.kind, g.iso = evidence.Duration, value
	case value == "vague":
		g.kind = evidence.Qualitative
	case unit == "":
		g.kind = evidence.Date
		from, to, ranged := strings.Cut(value, "..")
		if !ranged {
			to = from
		} else {
			g.kind = evidence.DateRange
		}
		p, err := period.Parse(from)
		q, err2 := period.Parse(to)
		if err != nil || err2 != nil {
			tb.Fatalf("%s: %q", name, note)
		}
		g.span = period.Span{From: p.First(), To: q.Last()}
	default:
		d, err := decimal.Parse(value)
		if err != nil {
			tb.Fatalf("%s: %q: %v", name, note, err)
		}
		g.amount = d.Fraction()
		var known bool
		if g.kind, known = kinds[unit]; !known {
			g.kind = evidence.Money
		}
	}
	for _, r := range rest {
		switch {
		case r[0] == '@':
			g.quantity = r[1:]
		case r == "=" || r == "!" || r == "?":
			g.verdict = r[0]
		case r == "approx":
			g.approx = true
		default:
			tb.Fatalf("%s: %q in %q", name, r, note)
		}
	}
	return g
}
