package web_test

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	markup "golang.org/x/net/html"
)

// TestTemplatesSpeak looks for words that stand in a template itself and not in
// the catalogue: they would be the same in every language.
func TestTemplatesSpeak(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("templates/*.html")
	if err != nil || len(files) < 15 {
		t.Fatalf("%d templates, %v", len(files), err)
	}
	action := regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	said := regexp.MustCompile(`(?:aria-label|title|alt|content)="[^"]*[A-Za-z]{3}`)
	word := regexp.MustCompile(`[A-Za-z]{2,}`)
	known := map[string]bool{"Entente": true, "JSON": true, "CSV": true, "SVG": true, "OpenAPI": true}
	for _, file := range files {
		text, err := os.ReadFile(filepath.Clean(file))
		if err != nil {
			t.Fatal(err)
		}
		plain := action.ReplaceAllString(string(text), "")
		for _, a := range said.FindAllString(plain, -1) {
			if !strings.HasPrefix(a, `content="width`) && !strings.HasPrefix(a, `content="light`) {
				t.Errorf("%s says %s in one language only", file, a)
			}
		}
		for z := markup.NewTokenizer(strings.NewReader(plain)); z.Next() != markup.ErrorToken; {
			token := z.Token()
			if token.Type != markup.TextToken {
				continue
			}
			for _, w := range word.FindAllString(token.Data, -1) {
				if !known[w] {
					t.Errorf("%s says %q in one language only", file, w)
				}
			}
		}
	}
}

// phrases are the phrases of the catalogue that have no place for a value, by
// language: those that can be looked for in a page.
func phrases(t *testing.T) (english, korean []string) {
	t.Helper()
	text, err := os.ReadFile("../report/catalogue.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^\t"[^"]+": +\{"([^"]+)", "([^"]+)"\},`).FindAllStringSubmatch(string(text), -1) {
		if en, ko := m[1], m[2]; en != ko && !strings.Contains(en, "%") {
			english, korean = append(english, en), append(korean, ko)
		}
	}
	if len(english) < 250 {
		t.Fatalf("only %d phrases were found", len(english))
	}
	return english, korean
}

// spoken returns the text of a page that is in its own language: not what says
// that it is in another one, and no code.
func spoken(body, language string) string {
	root, err := markup.Parse(strings.NewReader(body))
	if err != nil {
		return ""
	}
	var b strings.Builder
	var walk func(n *markup.Node)
	walk = func(n *markup.Node) {
		if n.Type == markup.ElementNode {
			for _, a := range n.Attr {
				if a.Key == "lang" && a.Val != language {
					return
				}
			}
			if n.Data == "code" || n.Data == "script" || n.Data == "textarea" || n.Data == "option" {
				return
			}
		}
		if n.Type == markup.TextNode {
			b.WriteString(" \n" + n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return b.String()
}

// TestLanguages looks for phrases of one language in the pages of the other.
func TestLanguages(t *testing.T) {
	t.Parallel()
	d := shared()
	english, korean := phrases(t)
	for _, address := range pages() {
		ask := func(language string) string {
			return spoken(d.get(address, func(r *http.Request) { r.Header.Set("Accept-Language", language) }).Body.String(), language)
		}
		text := ask("ko")
		for _, phrase := range english {
			if len(strings.Fields(phrase)) > 1 && strings.Contains(text, "\n"+phrase) {
				t.Errorf("the Korean page %s says %q", address, phrase)
			}
		}
		if n := strings.Count(text, "") / 50; hangul(text) < n/2 {
			t.Errorf("the Korean page %s holds %d syllables of Korean", address, hangul(text))
		}
		text = ask("en")
		for _, phrase := range korean {
			if len([]rune(phrase)) > 3 && strings.Contains(text, phrase) {
				t.Errorf("the English page %s says %q", address, phrase)
			}
		}
	}
}

func hangul(s string) (n int) {
	for _, r := range s {
		if unicode.Is(unicode.Hangul, r) {
			n++
		}
	}
	return n
}
