package workbench_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"entente/workbench"
)

func dealOf(t *testing.T, r workbench.DealRequest) *workbench.DealResult {
	t.Helper()
	w := &workbench.Workbench{Now: time.Now}
	out, err := w.Deal(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func dealRequest(dossier, id string) workbench.DealRequest {
	return workbench.DealRequest{NegotiationQuestion: workbench.NegotiationQuestion{Question: workbench.Question{Dossier: dossier}, Negotiation: id}, Rounds: 3, Draws: 5}
}

// TestDealBundled wants an answer for both cases: what was agreed in 2024 suits
// both by the estimates, what was demanded in 2019 does not.
func TestDealBundled(t *testing.T) {
	t.Parallel()
	for id, rational := range map[string]map[string]bool{"2019": {"offered": true, "demanded": false}, "2024": {"agreed": true, "plus-half": false}} {
		out := dealOf(t, dealRequest("kr-us-sma", id))
		for _, k := range out.Deals {
			if k.Rational != rational[*k.ID] {
				t.Errorf("%s: %s suits both: %v, want %v", id, *k.ID, k.Rational, rational[*k.ID])
			}
			if *k.Distance <= 0 {
				t.Errorf("%s: %s is efficient by the estimates, which nobody said", id, *k.ID)
			}
		}
		if out.ZOPA.Empty || len(out.Frontier) == 0 || len(out.Solutions) < 4 || len(out.Ratification) < 3 || len(out.Advice.Concessions) == 0 {
			t.Errorf("%s: the answer lacks a part", id)
		}
	}
}

// TestDealCores wants the same bytes on any number of cores.
func TestDealCores(t *testing.T) {
	var want []byte
	dir := smallDossier(t)
	for _, cores := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(cores)
		out := dealOf(t, dealRequest(dir, "small"))
		runtime.GOMAXPROCS(before)
		got, err := json.Marshal(out)
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = got
		}
		if !bytes.Equal(want, got) {
			t.Errorf("%d cores give other bytes than one", cores)
		}
	}
}

// TestDealPrivate asks as a party: its own profile is the one used, the other's
// is not, and the digest is that of the dossier without private files. That
// nothing shows without --as is tested where everything is said, in cmd/entente.
func TestDealPrivate(t *testing.T) {
	t.Parallel()
	dir := smallDossier(t)
	public := dealOf(t, dealRequest(dir, "small"))
	if err := os.MkdirAll(filepath.Join(dir, "private"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, party := range []string{"kr", "us"} {
		data := "party: " + party + "\nprofiles:\n  - negotiation: small\n    party: " + party + `
    owner: delegation of ` + party + `
    on: 2024-10-04
    loss: 12.3456%
    no_agreement: {hold: 100%}
    weights:
      - {measure: total, weight: 43.2109%, worst: 60_000 eok, best: 40_000 eok}
      - {issue: labour, weight: 56.7891%, values: {75%: 0%, 87%: 60%, 100%: 100%}}
`
		if err := os.WriteFile(filepath.Join(dir, "private", party+".yaml"), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := dealRequest(dir, "small")
	r.As = "kr"
	own := dealOf(t, r)
	if p := own.Parties[0]; !p.Private || p.Owner != "delegation of kr" || p.Weights[0].Likely != 0.432109 {
		t.Errorf("with --as kr the profile is %+v", p)
	}
	if p := own.Parties[1]; p.Private || p.Owner != "analyst" {
		t.Errorf("with --as kr the other profile is %+v", p)
	}
	if len(own.Advice.Offers) == 0 {
		t.Error("with --as kr there are no next offers")
	}
	if public.Digest != own.Digest {
		t.Error("a private file changes the digest")
	}
}

// TestDealRedLines wants the packages that come nearest to red lines which
// nothing keeps, with what they have beyond them.
func TestDealRedLines(t *testing.T) {
	t.Parallel()
	dir := smallDossier(t, "at_most: 50}", "at_most: 2}")
	_, err := (&workbench.Workbench{Now: time.Now}).Deal(context.Background(), dealRequest(dir, "small"))
	if err == nil {
		t.Fatal("an answer, though nothing keeps the red line")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 4 || !strings.Contains(lines[0], "no package keeps every red line") {
		t.Fatalf("got %q, want three nearest packages", err)
	}
	for _, line := range lines[1:] { // 14_400 eok is the least rise there is over old/2025, 13_792 eok
		if !strings.Contains(line, "first-year 14_400 eok") || !strings.Contains(line, "(first_increase is 4.40835, kr wants at most 2)") {
			t.Errorf("got %q among the nearest", line)
		}
	}
}
