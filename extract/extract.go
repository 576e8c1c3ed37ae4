package extract

import (
	"bytes"
	"fmt"
	"strings"

	"entente/evidence"
)

// Document reads a file as an article. A page is recognised by its markup,
// never by its name. UTF-8, UTF-16, EUC-KR (CP949) and windows-1252 are read;
// offsets map back to the bytes that were given. It fails with
// evidence.ErrTooLarge, evidence.ErrBinary or ErrCharset, wrapped with the name;
// a page without an article gives an empty document.
func Document(name string, data []byte) (*evidence.Document, error) {
	if len(data) > evidence.MaxInput {
		return nil, fmt.Errorf("read %s: %w", name, evidence.ErrTooLarge)
	}
	data, places, err := decoded(data)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if isHTML(data) {
		d := page(name, data)
		d.Encoded = places
		return d, nil
	}
	d, err := evidence.Plain(name, data)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	d.Encoded = places
	return d, nil
}

// isHTML reports markup: a document type or the elements of a page near the
// beginning, or a text that opens with a tag and closes several. A stray tag in
// an article makes no page.
func isHTML(data []byte) bool {
	head := bytes.ToLower(bytes.TrimSpace(data[:min(len(data), 8192)]))
	if bytes.IndexByte(head, 0) >= 0 {
		return false
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head>", "<body"} {
		if bytes.Contains(head, []byte(tag)) {
			return true
		}
	}
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	return bytes.HasPrefix(head, []byte("<")) && bytes.Count(head, []byte("</")) >= 2 || bytes.Count(head, []byte("</p>"))+bytes.Count(head, []byte("</div>")) >= 3
}

// page extracts the article of an HTML page.
func page(name string, data []byte) *evidence.Document {
	t := parse(data)
	d := &evidence.Document{Name: name, HTML: true}
	t.meta.fill(d)
	w := &writer{}
	nodes := t.article()
	if h := t.headline(d.Title, nodes); h > 0 {
		w.write(t, h, false)
		if d.Title == "" {
			d.Title = strings.Join(strings.Fields(w.b.String()), " ")
		}
	}
	for _, i := range nodes {
		w.line = true
		w.write(t, i, false)
	}
	d.Text, d.Segments = w.b.String(), w.segs
	if len(d.Segments) == 0 {
		d.Segments = []evidence.Segment{{}}
	}
	d.Read()
	return d
}

// headline finds the h1 that carries the title, outside the article itself:
// the only one, or the one that says what the head says.
func (t *tree) headline(title string, article []int) int {
	inside := map[int]bool{}
	for _, i := range article {
		inside[i] = true
	}
	found := 0
	for i := range t.nodes {
		if t.nodes[i].tag != "h1" || t.nodes[i].hidden {
			continue
		}
		under := false
		for k := i; k >= 0; k = t.nodes[k].parent {
			under = under || inside[k]
		}
		same := title != "" && strings.EqualFold(strings.Join(strings.Fields(t.plain(i)), " "), title)
		if under && (same || title == "") {
			return 0
		}
		if !under && (found == 0 || same) {
			found = i
		}
	}
	return found
}
