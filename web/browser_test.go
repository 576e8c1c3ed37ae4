package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// axe is where the accessibility checker is installed by the gate: a pinned
// version, below a folder that is not kept.
const axe = "../bin/axe/node_modules/axe-core/axe.min.js"

// browser is a real browser in front of a site, with what went wrong in it.
type browser struct {
	ctx  context.Context //nolint:containedctx // a test's own
	base string
	desk desk

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
	b := &browser{desk: shared()}
	server := httptest.NewServer(b.watched(b.desk))
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
