package web_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"entente/internal/golden"
	"entente/internal/patience"
)

// kinds is one address for every template.
func kinds() []string {
	return append(once(),
		"/", "/kr-us-sma", "/kr-us-sma?lang=ko", "/jp-us-sma?lang=en", "/mlf", "/kr-us-sma/sma-11", "/kr-us-sma/sma-11/2021", "/mlf/2021-2023/IRL", "/kr-us-sma/story?on=2019-11-20", "/kr-us-sma/compare",
		"/kr-us-sma/what-if?assume.kr.cpi=2.0", "/kr-us-sma/solve?figure=sma-12/total&for=first_year&target=81_000+eok&assume.kr.cpi=2.0", "/kr-us-sma/futures?paths=1000&extend=sma-12&to=2035",
		"/kr-us-sma/claim", "/kr-us-sma/wait/2024", "/kr-us-sma/fair/2019", "/kr-us-sma/claims?topic=demand", "/mlf/sources", "/kr-us-sma/check", "/mlf/key",
	)
}

// TestBrowser shows the pages in a real browser, one for all that is asked of it.
func TestBrowser(t *testing.T) {
	b := browse(t)
	for _, part := range []struct {
		name string
		run  func(t *testing.T)
	}{
		{"every page", b.everyPage},
		{"keyboard", b.keyboard},
		{"known on", b.knownOn},
		{"cap", b.moveCap},
		{"sum", b.moveSum},
		{"compare", b.compareTwo},
		{"pointer", b.pointer},
		{"without scripts", b.withoutScripts},
		{"print", b.print},
		{"pictures", b.pictures},
	} {
		t.Run(part.name, func(t *testing.T) {
			b.dark(t, false)
			if err := chromedp.Do(b.ctx, chromedp.EmulateViewport(1100, 900)); err != nil {
				t.Fatal(err)
			}
			part.run(t)
			for _, w := range b.heard() {
				t.Errorf("%s: %s", part.name, w)
			}
		})
	}
}

// everyPage shows every kind of page: nothing is complained about, nothing fails
// to load, nothing runs over the edge of a telephone, and the accessibility
// checker finds nothing serious, in light and dark.
func (b *browser) everyPage(t *testing.T) {
	t.Helper()
	checker, err := os.ReadFile(axe)
	if err != nil {
		t.Log("axe-core is not installed; accessibility is not checked")
	}
	for i, address := range kinds() {
		if err := chromedp.Do(b.ctx, chromedp.EmulateViewport(1100, 900)); err != nil {
			t.Fatal(err)
		}
		b.dark(t, false)
		b.visit(t, address)
		if checker != nil {
			evaluate[bool](t, b, string(checker)+";true")
			b.accessible(t, address, `{resultTypes:["violations"]}`)
			if !patience.Racing || i%3 == 0 {
				b.dark(t, true) // colours are all that differs
				b.accessible(t, address+" in the dark", `{resultTypes:["violations"],runOnly:["color-contrast"]}`)
			}
		}
		b.dark(t, false)
		if err := chromedp.Do(b.ctx, chromedp.EmulateViewport(390, 800, chromedp.EmulateMobile)); err != nil {
			t.Fatal(err)
		}
		b.visit(t, address)
		if over := evaluate[int](t, b, `document.documentElement.scrollWidth-document.documentElement.clientWidth`); over > 0 {
			t.Errorf("%s is %d px too wide for a telephone", address, over)
		}
		for _, w := range b.heard() {
			t.Errorf("%s: %s", address, w)
		}
	}
	if checker != nil { // it finds what is wrong
		b.visit(t, "/")
		evaluate[bool](t, b, string(checker)+`;document.getElementById("main").append(document.createElement("button"));true`)
		if found := b.violations(t, `{resultTypes:["violations"]}`); len(found) != 1 || !strings.HasPrefix(found[0], "button-name") {
			t.Errorf("a button without a name is found to be %q", found)
		}
	}
}

// accessible asks the checker, which the page holds, for serious violations.
func (b *browser) accessible(t *testing.T, where, options string) {
	t.Helper()
	for _, v := range b.violations(t, options) {
		t.Errorf("%s: %s", where, v)
	}
}

func (b *browser) violations(t *testing.T, options string) []string {
	t.Helper()
	const run = `axe.run(%s).then(r=>r.violations.filter(v=>v.impact=="serious"||v.impact=="critical").map(v=>v.id+": "+v.nodes.slice(0,3).map(n=>n.target.join(" ")+" "+(n.any[0]||n.all[0]||n.none[0]||{}).message).join("; ")))`
	return evaluate[[]string](t, b, fmt.Sprintf(run, options), chromedp.EvalAwaitPromise)
}

// keyboard walks with the keyboard alone from the home page to the figure
// behind a bar.
func (b *browser) keyboard(t *testing.T) {
	t.Helper()
	b.visit(t, "/")
	if err := chromedp.Do(b.ctx, chromedp.KeyEvent(kb.Tab)); err != nil {
		t.Fatal(err)
	}
	if got := evaluate[string](t, b, `document.activeElement.getAttribute("href")`); got != "#main" {
		t.Errorf("the first stop is %q, want the link past the navigation", got)
	}
	const figure = "/kr-us-sma/sma-11/2023"
	for range 300 {
		if err := chromedp.Do(b.ctx, chromedp.KeyEvent(kb.Tab)); err != nil {
			t.Fatal(err)
		}
		if evaluate[string](t, b, `document.activeElement.getAttribute("href")||""`) != figure {
			continue
		}
		if err := chromedp.Do(b.ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
			t.Fatal(err)
		}
		for range 50 {
			if strings.HasSuffix(evaluate[string](t, b, `location.pathname`), figure) {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
		t.Fatal("Enter on the bar does not lead to its figure")
	}
	t.Fatal("the bar of 2023 is not reached with the keyboard")
}

// pictures takes the pictures of the README with -update; else it takes
// them into a folder of the test.
func (b *browser) pictures(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	if golden.Updating() {
		dir = "../docs/images"
	}
	if kept := os.Getenv("ENTENTE_PICTURES"); kept != "" && !golden.Updating() {
		dir = kept
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	for _, p := range []struct {
		name, address string
		width         int64
		dark          bool
	}{
		{"dossier", "/kr-us-sma", 1100, false},
		{"figure", "/kr-us-sma/sma-11/2021", 1100, false},
		{"talks", "/kr-us-sma/story?on=2024-09-20", 1100, false},
		{"futures-dark", "/kr-us-sma/futures?extend=sma-12&to=2035", 1100, true},
		{"deal", "/kr-us-sma/deal/2024", 1100, false},
		{"phone", "/kr-us-sma", 390, false},
		{"korean", "/kr-us-sma?lang=ko", 390, true},
	} {
		if patience.Racing && strings.Contains(p.address, "/deal/") {
			continue // valuing packages takes long there
		}
		b.dark(t, p.dark)
		if err := chromedp.Do(b.ctx, chromedp.EmulateViewport(p.width, 900)); err != nil {
			t.Fatal(err)
		}
		b.visit(t, p.address)
		picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(picture, []byte("\x89PNG")) || len(picture) < 10_000 {
			t.Errorf("%s: %d bytes are no picture of a page", p.name, len(picture))
		}
		if err := os.WriteFile(filepath.Join(dir, p.name+".png"), picture, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
