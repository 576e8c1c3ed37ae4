package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestPages measures the main text against a folder of real pages with the
// text expected of them (NAME/source.html, NAME/expected.html), which is not
// part of this repository.
func TestPages(t *testing.T) {
	dir := os.Getenv("ENTENTE_PAGES")
	if dir == "" {
		t.Skip("no folder of pages is given")
	}
	names, err := filepath.Glob(filepath.Join(dir, "*", "source.html"))
	if err != nil || len(names) == 0 {
		t.Fatal("no pages", err)
	}
	var sumF, sumP, sumR float64
	n := 0
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join(filepath.Dir(name), "expected.html"))
		if err != nil {
			continue
		}
		d, err := Document(name, src)
		if err != nil {
			t.Log(name, err)
			continue
		}
		p, r := overlap(strings.Fields(d.Text), strings.Fields(flat(string(want))))
		f := 0.0
		if p+r > 0 {
			f = 2 * p * r / (p + r)
		}
		sumF, sumP, sumR, n = sumF+f, sumP+p, sumR+r, n+1
		if f < 0.9 {
			t.Logf("%.3f P %.3f R %.3f %s", f, p, r, filepath.Base(filepath.Dir(name)))
		}
	}
	t.Logf("%d pages: F1 %.3f P %.3f R %.3f", n, sumF/float64(n), sumP/float64(n), sumR/float64(n))
}

func flat(s string) string {
	z := html.NewTokenizer(strings.NewReader(s))
	var b strings.Builder
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.WriteString(string(z.Text()))
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); block(string(name)) || string(name) == "br" {
				b.WriteByte(' ')
			}
		case html.CommentToken, html.DoctypeToken:
		}
	}
}

func overlap(got, want []string) (p, r float64) {
	count := map[string]int{}
	for _, w := range want {
		count[w]++
	}
	same := 0
	for _, w := range got {
		if count[w] > 0 {
			count[w]--
			same++
		}
	}
	if len(got) > 0 {
		p = float64(same) / float64(len(got))
	}
	if len(want) > 0 {
		r = float64(same) / float64(len(want))
	}
	return p, r
}
