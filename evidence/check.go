package evidence

import (
	"strings"

	"entente/period"
)

// Result is all that was found in one document.
type Result struct {
	Document    *Document
	Figures     []Figure
	Positions   []Position
	Quotes      []Quote
	Boilerplate []int // numbers of the lines that are debris, from 1
	Conflicts   []Conflict
}

// Quote is a stretch between quotation marks with who said it.
type Quote struct {
	Start, End int
	Speaker    string
	Anonymous  bool
}

// maxFigures bounds what one document can yield; beyond it a text is no
// article but a table, and the rest is left unread.
const maxFigures = 20000

// maxPositions bounds the positions of one document, which are compared with
// each other.
const maxPositions = 1000

// Check reads the figures and positions of a document and judges them against
// what a dossier knows. The zero Knowledge judges nothing and links nothing.
func Check(d *Document, k *Knowledge) *Result {
	if k == nil {
		k = &Knowledge{}
	}
	concludeDay(d, k)
	r := Read(d)
	now := d.Published.Day()
	if now.IsZero() {
		now = d.Published.Span.To
	}
	rough := now.IsZero()
	if rough {
		now = guess(r.Figures)
	}
	sents := sentences(d)
	l := &linker{k: k, doc: d, now: now, rough: rough, text: sents, figs: r.Figures, low: make([]map[string]bool, len(sents))}
	l.places()
	l.link()
	j := &judge{k: k, doc: d, now: now, figs: r.Figures, text: l}
	again := &second{linker: l, judge: j}
	again.look()
	(&exact{again}).look()
	l.pair()
	l.records()
	j.run()
	for i := range r.Figures {
		f := &r.Figures[i]
		f.Speaker = k.canonical(f.Speaker)
	}
	r.Conflicts = conflicts([]*Result{r})
	return r
}

// Compare returns the conflicts within and between documents.
func Compare(results []*Result) []Conflict { return conflicts(results) }

// Read finds figures, attributions, positions and quotes without judging them.
func Read(d *Document) *Result {
	r := &Result{Document: d}
	for _, l := range d.Lines {
		if l.Boilerplate() {
			r.Boilerplate = append(r.Boilerplate, l.Number)
		}
	}
	sc := &scanner{day: d.Published.Day()}
	if sc.day.IsZero() && !d.Published.Span.From.IsZero() {
		sc.day = d.Published.Span.To
	}
	sp := &speech{korean: d.Language == "ko"}
	para := -1
	for n, s := range sentences(d) {
		if s.paragraph != para {
			para = s.paragraph
			sp.newParagraph()
		}
		if len(r.Figures) > maxFigures {
			break
		}
		readSentence(d, r, sc, sp, s, n)
	}
	return r
}

// readSentence runs the stages over one sentence.
func readSentence(d *Document, r *Result, sc *scanner, sp *speech, s sentence, n int) {
	sc.toks, sc.out, sc.lastYear = s.toks, nil, 0
	hits := sc.scan()
	scopes := sp.read(s)
	base := len(r.Figures)
	for _, h := range hits {
		f := h.figure
		f.Start, f.End = h.spanIn(s.toks)
		f.Surface = strings.ToValidUTF8(d.Text[f.Start:f.End], "\uFFFD")
		f.Sentence = n
		if f.Value.Converted > 0 {
			f.Value.Converted += base
		}
		f.Attribution = attributed(scopes, h.first, h.next)
		if f.Role == "statement_time" {
			f.Attribution = Attribution{Speaker: Narrator}
		}
		f.SpeechAct, f.Modality = speechAct(s.toks, h.first, h.next, f.Attribution)
		r.Figures = append(r.Figures, f)
	}
	for _, p := range sp.positions(s, scopes, r.Figures[base:]) {
		if len(r.Positions) >= maxPositions {
			break
		}
		p.Text = strings.ToValidUTF8(d.Text[p.Start:p.End], "\uFFFD")
		r.Positions = append(r.Positions, p)
	}
	for _, c := range scopes {
		if c.att.Quote == "direct" && c.to-c.from >= 2 {
			r.Quotes = append(r.Quotes, Quote{s.toks[c.from].start, s.toks[c.to-1].end, c.att.Speaker, c.att.Anonymous})
		}
	}
}

// spanIn returns the bytes of a figure. A flow ("a year") that the rule took
// along is not part of the figure itself.
func (h hit) spanIn(toks []token) (int, int) {
	end := toks[h.next-1].end
	if h.to > 0 {
		end = h.to
	}
	if h.core > 0 {
		end = toks[h.core-1].end
	}
	return toks[h.first].start, end
}

// places finds the tokens of every figure in its sentence.
func (l *linker) places() {
	l.pos = make([]span2, len(l.figs))
	l.first = make([]int, len(l.text)+1)
	for i, s := 0, 0; s <= len(l.text); s++ {
		for i < len(l.figs) && l.figs[i].Sentence < s {
			i++
		}
		l.first[s] = i
	}
	for i, f := range l.figs {
		t := l.text[f.Sentence].toks
		from := 0
		for from < len(t) && t[from].end <= f.Start {
			from++
		}
		to := from
		for to < len(t) && t[to].start < f.End {
			to++
		}
		l.pos[i] = span2{from, to}
	}
}

// guess returns a day in the last year that the text names as past, for naming
// quantities only: dates are never reckoned from it.
func guess(figs []Figure) period.Day {
	var last period.Day
	for _, f := range figs {
		if f.IsDate() && f.Role != "deadline" && f.Modality == "" && last.Before(f.Value.Span.From) {
			last = f.Value.Span.From
		}
	}
	return last
}
