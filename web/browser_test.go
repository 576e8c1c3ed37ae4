package web_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"entente/internal/golden"
)

// axe is where the accessibility checker is installed by the gate: a pinned
// version, below a folder that is not kept.
const axe = "../bin/axe/node_modules/axe-core/axe.min.js"

// browser is a real browser in front of a site, with what went wrong in it.
type browser struct {
	ctx  context.Context //nolint:containedctx // a test's own
	base string

	mu    sync.Mutex
	wrong []string
}

func browse(t *testing.T) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed")
	}
	b := &browser{}
	server := httptest.NewServer(b.watched(open(t)))
	t.Cleanup(server.Close)
	b.base = server.URL
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(program), chromedp.Headless, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.WindowSize(1100, 900), chromedp.WSURLReadTimeout(time.Minute)}
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox) // the sandbox refuses the superuser
	}
	timed, cancel := context.WithTimeout(t.Context(), 8*time.Minute)
	t.Cleanup(cancel)
	allocated, cancel := chromedp.NewExecAllocator(timed, options...)
	t.Cleanup(cancel)
	b.ctx, cancel = chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	if err := chromedp.Listen(b.ctx, b.hear); err != nil {
		t.Fatalf("the browser does not start: %v", err)
	}
	return b
}

// watched notes every answer that is no success.
func (b *browser) watched(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(&statusWriter{w, func(code int) {
			if code >= http.StatusBadRequest {
				b.note(fmt.Sprintf("%s: status %d", r.URL, code))
			}
		}}, r)
	})
}

type statusWriter struct {
	http.ResponseWriter

	note func(code int)
}

func (w *statusWriter) WriteHeader(code int) {
	w.note(code)
	w.ResponseWriter.WriteHeader(code)
}

// hear notes what the browser complains about.
func (b *browser) hear(ev any) {
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		b.note("exception: " + ev.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if ev.Entry.Level == log.EntryLevelError || ev.Entry.Level == log.EntryLevelWarning {
			b.note(fmt.Sprintf("console: %s (%s)", ev.Entry.Text, ev.Entry.URL))
		}
	case *network.EventLoadingFailed:
		b.note("not loaded: " + ev.ErrorText)
	}
}

func (b *browser) note(s string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.wrong = append(b.wrong, s)
}

// heard returns what went wrong since it was last asked.
func (b *browser) heard() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.wrong
	b.wrong = nil
	return out
}

func (b *browser) visit(t *testing.T, address string) {
	t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Navigate(b.base+address)); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
}

func evaluate[T any](t *testing.T, b *browser, script string, opts ...chromedp.EvaluateOption) T {
	t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, opts...))
	if err != nil {
		t.Fatalf("%.80s: %v", script, err)
	}
	return v
}

func (b *browser) dark(t *testing.T, dark bool) {
	t.Helper()
	value := "light"
	if dark {
		value = "dark"
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: value}}}); err != nil {
		t.Fatal(err)
	}
}

// kinds is one address for every template.
func kinds() []string {
	return []string{
		"/", "/verify", "/kr-us-sma", "/kr-us-sma?lang=ko", "/jp-us-sma?lang=en", "/mlf", "/kr-us-sma/sma-11", "/kr-us-sma/sma-11/2021", "/mlf/2021-2023/IRL", "/kr-us-sma/story?on=2019-11-20", "/kr-us-sma/compare",
		"/kr-us-sma/what-if?assume.kr.cpi=2.0", "/kr-us-sma/solve?figure=sma-12/total&for=first_year&target=81_000+eok&assume.kr.cpi=2.0", "/kr-us-sma/futures?paths=1000&extend=sma-12&to=2035",
		"/kr-us-sma/claim", "/mlf/sources", "/kr-us-sma/check", "/mlf/key",
	}
}

// TestBrowser shows every kind of page in a real browser: nothing is complained about,
// nothing fails to load, nothing runs over the edge of a telephone, and the
// accessibility checker finds nothing serious, in light and dark.
func TestBrowser(t *testing.T) {
	b := browse(t)
	checker, err := os.ReadFile(axe)
	if err != nil {
		t.Log("axe-core is not installed; accessibility is not checked")
	}
	for _, address := range kinds() {
		if err := chromedp.Do(b.ctx, chromedp.EmulateViewport(1100, 900)); err != nil {
			t.Fatal(err)
		}
		b.dark(t, false)
		b.visit(t, address)
		if checker != nil {
			evaluate[bool](t, b, string(checker)+";true")
			b.accessible(t, address, `{resultTypes:["violations"]}`)
			b.dark(t, true) // colours are all that differs
			b.accessible(t, address+" in the dark", `{resultTypes:["violations"],runOnly:["color-contrast"]}`)
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
}

// accessible asks the checker, which the page holds, for serious violations.
func (b *browser) accessible(t *testing.T, where, options string) {
	t.Helper()
	const run = `axe.run(%s).then(r=>r.violations.filter(v=>v.impact=="serious"||v.impact=="critical").map(v=>v.id+": "+v.nodes.slice(0,3).map(n=>n.target.join(" ")+" "+(n.any[0]||n.all[0]||n.none[0]||{}).message).join("; ")))`
	for _, v := range evaluate[[]string](t, b, fmt.Sprintf(run, options), chromedp.EvalAwaitPromise) {
		t.Errorf("%s: %s", where, v)
	}
}

// TestKeyboard walks with the keyboard alone from the home page to the figure
// behind a bar.
func TestKeyboard(t *testing.T) {
	b := browse(t)
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

// TestPictures takes the pictures of the README with -update; else it takes
// them into a folder of the test.
func TestPictures(t *testing.T) {
	b := browse(t)
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
		{"phone", "/kr-us-sma", 390, false},
		{"korean", "/kr-us-sma?lang=ko", 390, true},
	} {
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
