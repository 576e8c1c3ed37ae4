package web_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestBrief asks for the document in its forms, for what it cannot be, and for
// words that do not belong in it.
func TestBrief(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, tt := range []struct {
		address, kind, want string
		code                int
	}{
		{"/kr-us-sma/brief.html?on=2026-11-22", "text/html", "In 2026, ₩1,519.2 bn is paid", http.StatusOK},
		{"/kr-us-sma/brief.html?on=2026-11-22&lang=ko", "text/html", "2026년 금액은 1조 5,192억 원입니다", http.StatusOK},
		{"/kr-us-sma/brief.md?on=2026-11-22&agreement=sma-11&agreement=sma-12", "text/markdown", "Over the 2 years known in both", http.StatusOK},
		{"/kr-us-sma/brief.csv?agreement=sma-9", "text/csv", "920000000000", http.StatusOK},
		{"/kr-us-sma/brief.json?on=2026-11-22", "application/json", `"answer"`, http.StatusOK},
		{"/mlf/brief.xlsx", "application/vnd", "PK", http.StatusOK},
		{"/kr-us-sma/brief.html?agreement=../../etc", "text/html", "there is no agreement", http.StatusBadRequest},
		{"/kr-us-sma/brief.html?on=<script>", "text/html", "&lt;script&gt;", http.StatusBadRequest},
		{"/kr-us-sma/brief.exe", "text/html", "", http.StatusNotFound},
		{"/nowhere/brief.html", "text/html", "", http.StatusNotFound},
	} {
		w := d.get(strings.ReplaceAll(strings.ReplaceAll(tt.address, "<", "%3C"), ">", "%3E"))
		if w.Code != tt.code || !strings.HasPrefix(w.Header().Get("Content-Type"), tt.kind) || !strings.Contains(w.Body.String(), tt.want) {
			t.Errorf("%s: status %d, %s, want %q in %.200s", tt.address, w.Code, w.Header().Get("Content-Type"), tt.want, w.Body)
		}
		policy := w.Header().Get("Content-Security-Policy")
		if own := strings.Contains(policy, "'unsafe-inline'"); !strings.HasPrefix(policy, "default-src 'none'") || own != (tt.code == http.StatusOK && tt.kind == "text/html") {
			t.Errorf("%s: policy %q", tt.address, policy)
		}
	}
}
