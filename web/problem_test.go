package web_test

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/patience"
)

// TestProblems has what goes wrong below a .json address told as a problem of
// RFC 9457, not as a page.
func TestProblems(t *testing.T) {
	t.Parallel()
	d := shared()
	for address, status := range map[string]int{
		"/kr-us-sma/sma-11/2099.json":                 http.StatusNotFound,
		"/kr-us-sma/claim.json":                       http.StatusNotFound,
		"/nowhere/sma-11/2021.json":                   http.StatusNotFound,
		"/kr-us-sma/schedule.json?known=%3Cscript%3E": http.StatusBadRequest,
		"/kr-us-sma/deal/2024.json?package=-1":        http.StatusBadRequest,
	} {
		if long(address) {
			continue
		}
		w := d.get(address)
		var p struct {
			Title, Detail string
			Status        int
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s answers %q, %v: %.100s", address, w.Header().Get("Content-Type"), err, w.Body)
			continue
		}
		if w.Code != status || p.Status != status || p.Title == "" || p.Detail == "" {
			t.Errorf("%s: status %d, %+v", address, w.Code, p)
		}
	}
}

// TestGone removes a dossier that is served: its readers learn its name, and
// not in which folder it lay.
func TestGone(t *testing.T) {
	t.Parallel()
	folder := copied(t)
	d := open(t, folder)
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	name := filepath.Base(folder)
	for _, address := range []string{"/" + name, "/" + name + "/sma-11/2021.json", "/" + name + "/brief.html"} {
		w := d.get(address)
		if body := w.Body.String(); w.Code != http.StatusNotFound || strings.Contains(body, filepath.Dir(folder)) || !strings.Contains(body, name) {
			t.Errorf("%s: status %d\n%s", address, w.Code, body)
		}
	}
	if w := d.get("/"); w.Code != http.StatusOK {
		t.Errorf("the others cannot be found: status %d", w.Code)
	} else if strings.Contains(w.Body.String(), filepath.Dir(folder)) {
		t.Error("the first page tells where the folder lay")
	}
}

// TestPartiesByName holds the pages about a negotiation and its story to the
// names of the parties, where the files have ids.
func TestPartiesByName(t *testing.T) {
	t.Parallel()
	d := shared()
	for address, want := range map[string]string{
		"/kr-us-sma/ratify/2024?lang=ko":         `<th scope="row">대한민국</th>`,
		"/kr-us-sma/ratify/2024":                 `<th scope="row">South Korea</th>`,
		"/kr-us-sma/wait/2024?lang=ko":           "대한민국의 관점",
		"/kr-us-sma/wait/2024":                   "South Korea looks at it",
		"/kr-us-sma/story?on=2024-09-01":         "United States: presidential",
		"/kr-us-sma/story?on=2019-11-19&lang=ko": "대한민국: ",
	} {
		if long(address) {
			continue
		}
		body := d.get(address).Body.String()
		if !strings.Contains(body, want) {
			t.Errorf("%s does not say %q", address, want)
		}
		for _, id := range []string{">kr<", ">us<", "kr: ", "us: ", "(kr)", "(us)", "kr looks", "kr의"} {
			if strings.Contains(body, id) {
				t.Errorf("%s says %q", address, id)
			}
		}
	}
	if body := d.get("/kr-us-sma/wait/2024.svg?lang=ko").Body.String(); !strings.Contains(body, "1조 7,504억 원") || strings.Contains(body, "bn KRW") {
		t.Error("the Korean chart of waiting prints its sums in English")
	}
}

// long reports the page of packages or of a ratification under the race
// detector, where working it out takes longer than a request may.
func long(address string) bool {
	return patience.Racing && (strings.Contains(address, "/deal/") || strings.Contains(address, "/ratify/"))
}
