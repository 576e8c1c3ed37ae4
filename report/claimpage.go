package report

import (
	"fmt"
	"html/template"
	"io"

	"entente/evidence"
)

// claimPage is self-contained: no script, nothing fetched; what comes from the
// article is escaped by the template.
const claimPage = `<!doctype html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{.Title}}</title>
<style>
body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
section{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1.5rem;border-top:1px solid #ddd;padding:.6rem 0}
section ol{margin:0;padding-left:1.6rem;font-size:.85rem;color:#444}
mark{background:#eee;padding:0 .15em;border-radius:.2em}mark a{color:inherit;text-decoration:none}
.consistent,.consistent_rounded{background:#cdebd0}.imprecise{background:#fbe7a8}.inconsistent{background:#f5b8b3;font-weight:600}
table{border-collapse:collapse;font-size:.9rem}td,th{border-bottom:1px solid #ddd;padding:.25rem .6rem;text-align:left}
@media(max-width:50rem){section{grid-template-columns:1fr}}
@media(prefers-color-scheme:dark){body{background:#181818;color:#ddd}mark,mark.consistent,mark.consistent_rounded,mark.imprecise,mark.inconsistent{color:#111}section ol{color:#bbb}}
</style></head><body>
{{with .Back}}<p><a href="{{.}}">← {{$.Again}}</a></p>{{end}}
{{range .Documents}}<h1 lang="{{.Language}}">{{.Title}}</h1><p lang="en">{{.Publisher}} {{.Published}}</p><p lang="en">{{.Tally}}</p>
{{$tongue := .Language}}{{range .Paragraphs}}<section><p lang="{{$tongue}}">{{range .Parts}}{{if .Verdict}}<mark class="{{.Verdict}}" id="{{.ID}}"><a href="#n{{.ID}}">{{.Text}}</a><sup>{{.Number}}</sup></mark>{{else}}{{.Text}}{{end}}{{end}}</p>
<ol lang="en">{{range .Parts}}{{if .Verdict}}<li value="{{.Number}}" id="n{{.ID}}"><a href="#{{.ID}}">{{.Note}}</a></li>{{end}}{{end}}</ol></section>
{{end}}{{end}}
{{if .Conflicts}}<h2>Conflicts</h2><table><tr><th>kind</th><th>quantity</th><th>where</th><th>why</th></tr>
{{range .Conflicts}}<tr><td>{{.Kind}}</td><td>{{if .Quantity}}{{.Quantity}}{{end}}</td><td>{{range $i, $p := .Figures}}{{if $i}}, {{end}}{{$p.File}}{{end}}</td><td>{{.Why}}</td></tr>{{end}}</table>{{end}}
<p>{{range $i, $k := .Legend}}{{if $i}} · {{end}}<mark class="{{.Class}}">{{.Verdict}}</mark> {{.Means}}{{end}}. {{.Eok}}</p>
</body></html>
`

type claimPart struct {
	Text, Verdict, ID, Note string
	Number                  int
}

type claimParagraph struct{ Parts []claimPart }

type claimDocument struct {
	Title, Publisher, Published, Tally, Language string
	Paragraphs                                   []claimParagraph
}

// ClaimHead is what a page of judged documents says of itself.
type ClaimHead struct {
	Title    string
	Language string // of the words around the documents
	Back     string // the address at which another article is judged; "" is none
}

// claimKey is a line of the legend.
type claimKey struct{ Class, Verdict, Means string }

func verdictKey(language string) (all []claimKey) {
	for _, v := range []evidence.Verdict{evidence.Consistent, evidence.Imprecise, evidence.Inconsistent, evidence.NotCheckable} {
		k := claimKey{string(v), Word(language, "verdict", v), Word(language, "verdict means", v)}
		if language == "en" {
			k.Verdict = string(v) // the notes beside the text have it so
		} else {
			k.Verdict += " (" + string(v) + ")"
		}
		all = append(all, k)
	}
	return all
}

// ClaimPage writes judged documents as one page.
func ClaimPage(w io.Writer, head ClaimHead, results []*evidence.Result, conflicts []evidence.ConflictView) error {
	page, err := template.New("claim").Parse(claimPage)
	if err != nil {
		return fmt.Errorf("claim page: %w", err)
	}
	lang := head.Language
	data := struct {
		Lang, Title, Back, Again, Eok string
		Legend                        []claimKey
		Documents                     []claimDocument
		Conflicts                     []evidence.ConflictView
	}{Lang: lang, Title: head.Title, Back: head.Back, Again: Say(lang, "judge another"), Eok: Say(lang, "one eok"), Legend: verdictKey(lang), Conflicts: conflicts}
	for i, r := range results {
		data.Documents = append(data.Documents, claimDocumentOf(r, i))
	}
	return page.Execute(w, data)
}

func claimDocumentOf(r *evidence.Result, index int) claimDocument {
	d := r.Document
	out := claimDocument{Title: orUnknown(d.Title, d.Name), Publisher: d.Publisher, Published: d.Published.Span.From.String(), Tally: tallyOf(r), Language: orUnknown(d.Language, "en")}
	switch {
	case out.Published == "":
		out.Published = "day not printed: relative dates stay open"
	case !d.Published.Explicit:
		out.Published += ", concluded from " + d.Published.Basis
	}
	numbers := figureNumbers(r)
	for _, l := range d.Lines {
		if l.Boilerplate() || l.Role == evidence.Blank {
			continue
		}
		at := l.Start
		var p claimParagraph
		for n, f := range r.Figures {
			if f.Start < at || f.End > l.End {
				continue
			}
			p.Parts = append(p.Parts, claimPart{Text: clean(d.Text[at:f.Start])})
			part := claimPart{Text: clean(d.Text[f.Start:f.End]), Number: numbers[n], ID: fmt.Sprintf("f%d-%d", index+1, n+1), Note: note(f)}
			if f.Verdict != evidence.NotApplicable {
				part.Verdict = string(f.Verdict)
			}
			p.Parts = append(p.Parts, part)
			at = f.End
		}
		p.Parts = append(p.Parts, claimPart{Text: clean(d.Text[at:l.End])})
		if l.Role == evidence.Title && len(p.Parts) == 1 {
			continue // the head has it
		}
		out.Paragraphs = append(out.Paragraphs, p)
	}
	return out
}
