package evidence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence is a run of tokens of one paragraph.
type sentence struct {
	toks      []token
	paragraph int
	line      int // index of its first line
}

// sentences cuts the article into sentences: lines are paragraphs, unless the
// text is wrapped, where blank lines separate them.
func sentences(d *Document) []sentence {
	var out []sentence
	wrapped := isWrapped(d)
	paragraph := 0
	for i := 0; i < len(d.Lines); i++ {
		l := d.Lines[i]
		if l.Boilerplate() || l.Role == Blank {
			continue
		}
		end, first := l.End, i
		for wrapped && l.Role == Body && i+1 < len(d.Lines) && d.Lines[i+1].Role == Body {
			i++
			end = d.Lines[i].End
		}
		toks := tokenize(d.Text[l.Start:end], l.Start)
		if wrapped {
			for k := range toks {
				toks[k].line = k == 0
			}
		}
		for _, s := range cut(toks) {
			out = append(out, sentence{s, paragraph, first})
		}
		paragraph++
	}
	return out
}

// isWrapped reports a text whose lines were cut at a fixed width: prose lines
// that end without ending a sentence, one below the other.
func isWrapped(d *Document) bool {
	broken, all := 0, 0
	for i := 0; i+1 < len(d.Lines); i++ {
		a, b := d.Lines[i], d.Lines[i+1]
		if a.Role != Body && a.Role != Heading || b.Role == Blank || b.Boilerplate() {
			continue
		}
		n := utf8.RuneCountInString(d.Text[a.Start:a.End])
		if n < 30 || n > 100 {
			continue
		}
		all++
		next := strings.TrimSpace(d.Text[b.Start:b.End])
		r, _ := utf8.DecodeRuneInString(next)
		if !sentenceLike(d.Text[a.Start:a.End]) && (unicode.IsLower(r) || isHangul(r) || unicode.IsDigit(r) || unicode.IsUpper(r)) {
			broken++
		}
	}
	return broken >= 2 && broken*2 > all
}

// maxSentence bounds what the rules that look through a whole sentence have to
// look through; prose has no such sentences.
const maxSentence = 400

// cut splits the tokens of a paragraph.
func cut(toks []token) [][]token {
	var out [][]token
	start := 0
	for i := 0; i < len(toks); i++ {
		if !endsSentence(toks, i) && i-start < maxSentence {
			continue
		}
		j := i + 1
		for j < len(toks) && closing(toks[j]) && toks[j].glued {
			j++
		}
		out = append(out, toks[start:j])
		start, i = j, j-1
	}
	if start < len(toks) {
		out = append(out, toks[start:])
	}
	return out
}

func closing(t token) bool {
	return t.low == `"` || t.low == ")" || t.low == "]" || t.low == "'"
}

// endsSentence reports whether a sentence ends at token i.
func endsSentence(toks []token, i int) bool {
	t := toks[i]
	if i+1 >= len(toks) {
		return false
	}
	j := i + 1
	for j < len(toks) && closing(toks[j]) && toks[j].glued {
		j++
	}
	if j >= len(toks) {
		return false
	}
	next := toks[j]
	if next.line {
		return true
	}
	if t.kind == word && strings.HasSuffix(t.text, ".") { // U.S. The ...
		return next.capital() && !next.glued && functionWord(next.low) && next.low != "of"
	}
	if t.low == "?" || t.low == "!" || t.low == "…" {
		return !next.glued && (next.capital() || next.kind != word)
	}
	if t.low != "." || next.glued {
		return false
	}
	if next.kind == word && !next.capital() {
		return false
	}
	return i == 0 || !abbreviation(toks[i-1], next)
}

// abbreviation reports a word whose point ends no sentence.
func abbreviation(t, next token) bool {
	if t.kind != word || !t.capital() && t.low != "vs" && t.low != "no" {
		return false
	}
	switch t.low {
	case "mr", "mrs", "ms", "dr", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "maj", "capt", "adm", "cmdr", "prof", "rev", "st", "mt", "vs", "sec", "amb", "pres", "messrs", "brig":
		return true
	case "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no", "nos", "art":
		return next.kind == number
	case "inc", "corp", "co", "ltd", "jr", "sr":
		return false
	}
	return utf8.RuneCountInString(t.text) == 1 && next.kind == word
}
