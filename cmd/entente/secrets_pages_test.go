package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/internal/patience"
)

var link = regexp.MustCompile(`(?:href|src|action)="(/[^"#]*)`)

// TestPagesKeepSecrets serves a dossier with and without private files and wants
// every page, every answer of the API and every error to be the same.
func TestPagesKeepSecrets(t *testing.T) {
	t.Parallel()
	dir := smallDossier(t)
	want := served(t, dir)
	if len(want) < 15 {
		t.Fatalf("only %d pages were found", len(want))
	}
	for name, files := range mixed() {
		plant(t, dir, files)
		got := served(t, dir)
		for address, said := range got {
			if strings.Contains(said, "hushed") {
				t.Errorf("%s private files show at %s", name, address)
			}
			if strings.HasPrefix(said, "5") || strings.HasPrefix(want[address], "5") {
				continue // a busy machine has no time for some long answer
			}
			if said != want[address] {
				t.Errorf("%s private files change %s", name, address)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s private files: %d pages instead of %d", name, len(got), len(want))
		}
	}
}

// served crawls what a server shows of a folder.
func served(t *testing.T, dir string) map[string]string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	var stderr strings.Builder
	go func() {
		ended <- run(ctx, []string{"serve", dir, "--addr", "127.0.0.1:0"}, nil, in, &stderr)
		_ = in.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("no address was printed: %v\n%s", err, stderr.String())
	}
	base := strings.TrimSuffix(strings.TrimSpace(line), "/")
	queue := []string{"/talks", "/openapi.json"}
	queue = append(queue,
		"/talks/private/kr.yaml", "/talks/private", "/talks/..%2ftalks%2fprivate%2fkr.yaml", "/talks/schedule?what-if=private/kr.yaml", "/talks/what-if?what-if=private/kr.yaml", "/static/../private/kr.yaml",
		"/talks/deal/small?as=kr", "/talks/deal?as=kr",
	)
	queue = append(queue, apiAddresses(t, base)...)
	said := map[string]string{}
	most := 60
	if patience.Racing {
		most = 20
	}
	for len(queue) > 0 && len(said) < most {
		next := queue[0]
		queue = queue[1:]
		if _, seen := said[next]; seen {
			continue
		}
		status, body := whatever(t, base+next)
		said[next] = strings.ReplaceAll(status+"\n"+body, base, "BASE")
		for _, m := range link.FindAllStringSubmatch(body, -1) {
			if a := strings.ReplaceAll(m[1], "&amp;", "&"); strings.HasPrefix(a, "/talks") {
				queue = append(queue, a)
			}
		}
	}
	stop()
	<-ended
	said["log"] = strings.ReplaceAll(stderr.String(), base, "BASE")
	return said
}

// apiAddresses fills the paths of the API with names of the small dossier, as
// the party that the private file is of where that can be said.
func apiAddresses(t *testing.T, base string) []string {
	t.Helper()
	_, body := whatever(t, base+"/openapi.json")
	var api struct {
		Paths map[string]map[string]struct {
			Parameters []struct{ Name, In string }
		}
	}
	if err := json.Unmarshal([]byte(body), &api); err != nil {
		t.Fatal(err)
	}
	fill := strings.NewReplacer("{dossier}", "talks", "{figure}", "pact/2026", "{agreement}", "pact", "{negotiation}", "small", "{key}", "none", "{form}", "md")
	var out []string
	for _, path := range slices.Sorted(maps.Keys(api.Paths)) {
		get, ok := api.Paths[path]["get"]
		if !ok || !strings.Contains(path, "{dossier}") || strings.HasSuffix(path, "backtest") || strings.HasSuffix(path, "fit") {
			continue // it is not about a dossier, or takes long and reads no negotiation
		}
		address := fill.Replace(path)
		out = append(out, address)
		for _, p := range get.Parameters {
			if p.In == "query" && slices.Contains([]string{"as", "party", "change", "compare", "what-if", "negotiation", "package", "file", "profile"}, p.Name) {
				out = append(out, address+"?"+p.Name+"=private/kr.yaml", address+"?"+p.Name+"=kr")
			}
		}
	}
	if len(out) < 5 {
		t.Fatalf("the API has only %v", out)
	}
	return out
}

// whatever fetches an address, whatever comes of it.
func whatever(t *testing.T, address string) (status, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.Status, string(data)
}
