package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// paste posts a form as a browser on this machine does.
func (d desk) paste(text string) *httptest.ResponseRecorder {
	return d.post(strings.NewReader(url.Values{"text": {text}}.Encode()))
}

func (d desk) post(body io.Reader) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/kr-us-sma/claim", body)
	r.Host = "localhost"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "http://localhost")
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return w
}

func TestPaste(t *testing.T) {
	t.Parallel()
	d := open(t)
	w := d.paste("SEOUL, March 10, 2021 - South Korea will pay 1.1833 trillion won in 2021 under the 11th Special Measures Agreement. <script>alert(1)</script>\n\nIt paid 2.5 trillion won in 2019 under the 10th Special Measures Agreement.")
	body := w.Body.String()
	if w.Code != http.StatusOK || strings.Contains(body, "<script") {
		t.Fatalf("status %d:\n%s", w.Code, body)
	}
	for _, want := range []string{"1.1833 trillion won", "consistent", "inconsistent", `<a href="/kr-us-sma/claim">`, "no reading fits"} {
		if !strings.Contains(body, want) {
			t.Errorf("the marked article does not hold %q", want)
		}
	}
	if policy := w.Header().Get("Content-Security-Policy"); strings.Contains(policy, "script") || !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("policy %q", policy)
	}
}

// TestPasteKorean asks in Korean: what stands around the article is Korean, and
// the article says that it is not.
func TestPasteKorean(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequest(http.MethodPost, "/kr-us-sma/claim", strings.NewReader(url.Values{"text": {"SEOUL, March 10, 2021 - South Korea will pay 1.1833 trillion won in 2021."}}.Encode()))
	r.Host = "localhost"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept-Language", "ko")
	w := httptest.NewRecorder()
	open(t).ServeHTTP(w, r)
	for _, want := range []string{`<html lang="ko">`, "다른 기사 확인", "어떻게 읽어도 맞지 않음", `<p lang="en">SEOUL`} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the marked article does not hold %q", want)
		}
	}
}

func TestPasteRefused(t *testing.T) {
	t.Parallel()
	d := open(t)
	if w := d.paste(strings.Repeat("won ", 1_000_000)); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("4 MB: status %d", w.Code)
	}
	if w := d.post(io.LimitReader(letters{}, 50<<20)); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("50 MB: status %d", w.Code)
	}
	if w := d.paste(""); w.Code >= http.StatusInternalServerError {
		t.Errorf("nothing: status %d", w.Code)
	}
	if w := d.post(strings.NewReader("text=%zz")); w.Code != http.StatusBadRequest {
		t.Errorf("a broken form: status %d", w.Code)
	}
}

// letters is a body without end.
type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}
