package dossier_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/dossier"
	"entente/ratification"
)

const talksBase = `dossier: example
currency: KRW
years: 2020..2022
parties:
  a: {name: Aland}
  b: {name: Bland}
units: {eok: 100_000_000 KRW}
`

const talksAgreement = `agreement: first
term: {from: 2020-01-01, to: 2022-12-31}
amounts:
  2020..2022: {value: 100 eok, source: own}
`

// talksFiles is a dossier with a negotiation and forecasts.
func talksFiles(negotiation, forecasts string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"dossier.yaml": talksBase, "agreements/first.yaml": talksAgreement, "negotiation/one.yaml": negotiation, "forecasts.yaml": forecasts,
		"events.yaml": "elections: [{in: b, on: 2020-11-03, source: own}]\n",
	} {
		if text != "" {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return fsys
}

const head = "negotiation: one\non: 2020-02-01\npackages: [{id: text, price: first/2020, over: 90 eok, new_items: 1}]\n"

func TestNegotiation(t *testing.T) {
	t.Parallel()
	d, found, err := dossier.Read(talksFiles(head+`ratify:
  - party: a
    owner: A. Nalyst
    on: 2020-01-20
    want: 90%
    chambers:
      - name: senate
        members: 10
        quorum: 6
        rule: yes >= 2/3 present
        shock: 0.2..0.4
        blocs: [{name: all, members: 9, attend: 90%, yes: 50%..55%..70%, price: 1..2..4}]
    vetoes: [{name: crown, consent: {forecast: crown-consents}}]
wait:
  for: a
  event: {in: b, on: 2020-11-03}
  owner: B. Nalyst
  on: 2020-01
  tear_up: {early: 100 eok, branches: [{name: calm, late: 90..100..120 eok}, {name: storm, probability: 40%, late: 2bn KRW}]}
`, "forecasts:\n  - {id: f, question: crown-consents, probability: 80%, range: 70%..90%, owner: C, on: 2020-01, outcome: yes, resolved: 2020-03-01, source: own}\n"))
	if err != nil || len(found) > 0 {
		t.Fatalf("%v, %v", found, err)
	}
	n, ok := d.Negotiation("one")
	if !ok {
		t.Fatal("no negotiation called one")
	}
	want := []ratification.ChamberRange{{
		Name: "senate", Members: 10, Rule: ratification.Rule{Quorum: 6, Part: 2, Whole: 3, AtLeast: true}, Shock: ratification.Range{Low: 0.2, Likely: 0.30000000000000004, High: 0.4},
		Blocs: []ratification.BlocRange{{
			Name: "all", Members: 9, Attend: ratification.Range{Low: 0.9, Likely: 0.9, High: 0.9}, Yes: ratification.Range{Low: 0.5, Likely: 0.55, High: 0.7},
			Price: ratification.Range{Low: 1, Likely: 2, High: 4},
		}},
	}}
	if diff := cmp.Diff(want, n.Ratify[0].Chambers); diff != "" {
		t.Errorf("chambers (-want +got):\n%s", diff)
	}
	if v := n.Ratify[0].Vetoes[0]; v.Consent.Forecast != "crown-consents" {
		t.Errorf("the crown's consent: %+v", v)
	}
	tree := n.Wait.TearUp
	if late := tree.Branches[0].Late; late.Range != (ratification.Range{Low: 9e9, Likely: 1e10, High: 1.2e10}) || late.Owner != "B. Nalyst" || late.On.String() != "2020-01" {
		t.Errorf("a deal made later: %+v", late)
	}
	if !tree.Branches[0].Rest || tree.Doubted() != 1 || tree.Approve.Likely != 1 {
		t.Errorf("the tree: %+v", tree)
	}
	f := d.Forecasts[0]
	if f.Probability != 0.8 || *f.Range != (ratification.Interval{From: 0.7, To: 0.9}) || f.Outcome != ratification.Yes || f.Owner != "C" {
		t.Errorf("the forecast: %+v", f)
	}
}

// What is wrong is told with its place; the rest is read.
// TestCorrelationWithoutSeries wants one finding, with its place.
func TestCorrelationWithoutSeries(t *testing.T) {
	t.Parallel()
	files := talksFiles(head, "")
	files["dossier.yaml"] = &fstest.MapFile{Data: []byte(talksBase + "correlations: [{value: 0.5, source: own}]\n")}
	_, found, err := dossier.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || found[0].Pos.Line == 0 || found[0].Message != "key between is missing" {
		t.Errorf("found %v, want that between is missing, once", found)
	}
}

func TestNegotiationFaults(t *testing.T) {
	t.Parallel()
	chamber := head + "ratify:\n  - party: a\n    owner: A\n    on: 2020-01-20\n    chambers:\n      - "
	wait := head + "wait:\n  for: a\n  event: {in: b, on: 2020-11-03}\n  owner: A\n  on: 2020-01-20\n  "
	fair := head + "fair:\n  sums: [{id: paid, value: 100 eok}]\n  bases: [{id: cost, value: 200 eok}]\n  "
	for _, c := range []struct{ name, negotiation, forecasts, want string }{
		{"no packages", "negotiation: one\non: 2020-02-01\n", "", "missing-key key packages is missing"},
		{"an empty list of packages", "negotiation: one\non: 2020-02-01\npackages: []\n", "", "missing-key the list is empty; something is on the table"},
		{"a package twice", head[:len(head)-2] + ", {id: text, price: 80 eok, over: 90 eok}]\n", "", "duplicate-id \"text\" is given twice"},
		{"nobody to ratify", head + "ratify: [{party: a, owner: A, on: 2020-01-20, chambers: [], vetoes: []}]\n", "", "missing-key the list is empty; a chamber votes"},
		{"neither chamber nor veto", head + "ratify: [{party: a, owner: A, on: 2020-01-20}]\n", "", "missing-key key chambers is missing"},
		{"a chamber of nobody", chamber + "{name: s, members: 3, rule: yes > 1/2 present, blocs: []}\n", "", "missing-key the list is empty; somebody votes"},
		{"a shock beyond use", chamber + "{name: s, members: 3, shock: 1e9, blocs: [{name: x, members: 2, attend: 90%, yes: 50%}]}\n", "", "bad-number a shock is at most 20"},
		{"worth without doubt", wait + "regime: {worth: 9 eok, friendly: -1 eok, hostile: -5 eok, shock: 0 eok, proposes: 90%, friendly_wins: 50%}\n", "", "bad-number a shock is above zero"},
		{"a base of nothing", strings.Replace(fair, "200 eok", "0 eok", 1) + "note: x\n", "", "bad-number a base is above zero"},
		{"unknown figure", strings.Replace(head, "first/2020", "second/2020", 1), "", "unknown-agreement"},
		{"nobody's estimate", head + "ratify: [{party: a, on: 2020-01-20, vetoes: [{name: crown, consent: 50%}]}]\n", "", "missing-key key owner is missing"},
		{"too many in the blocs", chamber + "{name: s, members: 3, blocs: [{name: x, members: 4, attend: 90%, yes: 50%}]}\n", "", "shares-exceed the blocs have 4 members"},
		{"quorum above the seats", chamber + "{name: s, members: 3, quorum: 4, blocs: [{name: x, members: 2, attend: 90%, yes: 50%}]}\n", "", "bad-number the quorum exceeds"},
		{"a rule that is none", chamber + "{name: s, members: 3, rule: by applause, blocs: [{name: x, members: 2, attend: 90%, yes: 50%}]}\n", "", "bad-word"},
		{"range out of order", chamber + "{name: s, members: 3, blocs: [{name: x, members: 2, attend: 90%..50%, yes: 50%}]}\n", "", "bad-number \"90%..50%\" is not in order"},
		{"a share without unit", chamber + "{name: s, members: 3, blocs: [{name: x, members: 2, attend: 0.9, yes: 50%}]}\n", "", "bad-number"},
		{"a share above the whole", chamber + "{name: s, members: 3, blocs: [{name: x, members: 2, attend: 90%, yes: 150%}]}\n", "", "bad-number"},
		{"a slope below zero", chamber + "{name: s, members: 3, blocs: [{name: x, members: 2, attend: 90%, yes: 50%, price: -1}]}\n", "", "bad-number this cannot be below zero"},
		{"no such election", strings.Replace(wait, "2020-11-03", "2020-11-04", 1) + "note: x\n", "", "bad-date no election of that day"},
		{"two currencies", wait + "tear_up: {early: 100 eok, branches: [{name: calm, late: 5m USD}, {name: storm, probability: 4%, late: 100 eok}]}\n", "", "mixed-currency"},
		{"no branch is left over", wait + "tear_up: {early: 100 eok, branches: [{name: storm, probability: 4%, late: 100 eok}]}\n", "", "missing-key 0 branches have no probability"},
		{"a branch twice", wait + "tear_up: {early: 100 eok, branches: [{name: calm, late: 1 eok}, {name: calm, probability: 4%, late: 1 eok}]}\n", "", "duplicate-id"},
		{"doubt about nothing", wait + "tear_up: {early: 100 eok, in_doubt: strom, branches: [{name: calm, late: 1 eok}, {name: storm, probability: 4%, late: 1 eok}]}\n", "", "bad-word no branch is called \"strom\""},
		{"four values", wait + "optimism: {payer: 1%..2%..3%..4%, payee: 50%, discount: 90%}\n", "", "bad-number"},
		{"a dispute about nothing", fair + "dispute: {cost: cost, demand: asked, offer: paid}\n", "", "bad-word nothing is called \"asked\""},
		{"low above high", fair + "statements: [{words: x, low: 60%, high: 50%}]\n", "", "bad-number low is above high"},
		{"an unknown key", head + "wheather: fine\n", "", "unknown-key"},
		{"outcome without a day", head, "forecasts: [{id: f, question: q, probability: 80%, owner: C, on: 2020-01, outcome: yes}]\n", "missing-key key resolved is missing"},
		{"a day without outcome", head, "forecasts: [{id: f, question: q, probability: 80%, owner: C, on: 2020-01, resolved: 2020-03-01}]\n", "missing-key key outcome is missing"},
		{"known before it was asked", head, "forecasts: [{id: f, question: q, probability: 80%, owner: C, on: 2020-03, outcome: yes, resolved: 2020-02-01}]\n", "bad-date"},
		{"outside its range", head, "forecasts: [{id: f, question: q, probability: 80%, range: 10%..20%, owner: C, on: 2020-03}]\n", "bad-number the probability is outside"},
		{"no probability", head, "forecasts: [{id: f, question: q, probability: 180%, owner: C, on: 2020-03}]\n", "bad-number"},
		{"two of one name", head, "forecasts:\n  - {id: f, question: q, probability: 80%, owner: C, on: 2020-03}\n  - {id: f, question: q, probability: 80%, owner: D, on: 2020-03}\n", "duplicate-id"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, found, err := dossier.Read(talksFiles(c.negotiation, c.forecasts))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range found {
				if d.Pos.Line == 0 {
					t.Errorf("no place: %s", d)
				}
				got = append(got, string(d.Code)+" "+d.Message)
			}
			if len(got) != 1 || !strings.HasPrefix(got[0], c.want) {
				t.Errorf("got %q, want one that begins with %q", got, c.want)
			}
		})
	}
}
