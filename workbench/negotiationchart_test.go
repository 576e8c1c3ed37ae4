package workbench_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"entente/workbench"
)

// Charts of the four questions about a negotiation say whose estimates they
// show, and their marks link to where the numbers stand.
func TestNegotiationCharts(t *testing.T) {
	t.Parallel()
	w := &workbench.Workbench{Now: time.Now}
	q := workbench.NegotiationQuestion{Question: workbench.Question{Dossier: "kr-us-sma"}, Negotiation: "2024"}
	r, err := w.Ratify(workbench.RatifyRequest{NegotiationQuestion: q, Curve: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range r.Curve {
		if c := p.Probability; !(c.Low <= c.Likely && c.Likely <= c.High) || c.Owner == "" || c.On == "" {
			t.Errorf("at %+.1f%% the probability is %+v", p.Increase, c)
		}
		if i > 0 && p.Probability.Likely > r.Curve[i-1].Probability.Likely {
			t.Errorf("a price of %+.1f%% is likelier to pass than a lower one", p.Increase)
		}
	}
	recorded := 0
	for _, v := range r.Recorded {
		if v.Increase != nil {
			recorded++
		}
	}
	if recorded < 3 {
		t.Errorf("%d votes on record have a price", recorded)
	}
	wait, err := w.Wait(workbench.WaitRequest{NegotiationQuestion: q})
	if err != nil {
		t.Fatal(err)
	}
	q.Negotiation = "2019"
	fair, err := w.Fair(workbench.FairRequest{NegotiationQuestion: q})
	if err != nil {
		t.Fatal(err)
	}
	d := dealOf(t, dealRequest("kr-us-sma", "2024"))
	for name, c := range map[string]struct {
		chart interface{ Draw(w io.Writer) error }
		want  []string
	}{
		"deal":   {d.Chart("en"), []string{"kr by analyst on 2024-10-04", "no agreement, United States", ">agreed<", `href="/kr-us-sma/deal/2024#package-`, ">nash<"}},
		"ratify": {r.Chart("en"), []string{"estimates of analyst on 2024-10-04", `href="/kr-us-sma/sma-11"`, "asked about: agreed", "present 160, yes 133"}},
		"wait":   {wait.Chart("en"), []string{"tear-up (decision tree): settle", "optimism (Yildiz 2003): wait", `href="/kr-us-sma/wait/2024#regime"`, "reverses"}},
		"fair":   {fair.Chart("en"), []string{">without-pay<", ">demanded<", `href="/kr-us-sma/fair/2019#base-all"`}},
	} {
		var b bytes.Buffer
		if err := c.chart.Draw(&b); err != nil {
			t.Fatal(err)
		}
		for _, want := range c.want {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
		for x := xml.NewDecoder(&b); ; {
			if _, err := x.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
}
