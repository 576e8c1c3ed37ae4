package web_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"entente/report"
	"entente/workbench"
)

// slide moves the slider beside a field as a reader does, and waits until the
// answer is shown. It returns how long that took by the clock of the browser.
func (b *browser) slide(t *testing.T, field, value string) time.Duration {
	t.Helper()
	const move = `(async()=>{
		const field=document.querySelector('input[name="%s"]'), range=field.nextElementSibling, root=document.documentElement.dataset;
		const before=root.answers??"0", began=performance.now();
		range.focus(); range.value=%s; range.dispatchEvent(new Event("input",{bubbles:true}));
		for(let i=0;i<3000&&(root.answers??"0")===before;i++) await new Promise(r=>setTimeout(r,2));
		return (root.answers??"0")===before ? -1 : performance.now()-began;
	})()`
	took := evaluate[float64](t, b, fmt.Sprintf(move, field, value), chromedp.EvalAwaitPromise)
	if took < 0 {
		t.Fatalf("nothing is shown after the slider of %s went to %s", field, value)
	}
	return time.Duration(took * float64(time.Millisecond))
}

// text is what an element shows.
func (b *browser) text(t *testing.T, selector string) string {
	t.Helper()
	return evaluate[string](t, b, fmt.Sprintf(`document.querySelector(%q)?.innerText??""`, selector))
}

// knownOn moves the slider of the day of knowledge: the page shows what the
// workbench says was known then, and the address holds the day.
func (b *browser) knownOn(t *testing.T) {
	t.Helper()
	b.visit(t, "/kr-us-sma")
	days, err := b.desk.bench.Days("kr-us-sma")
	if err != nil || len(days) < 40 {
		t.Fatalf("%d days of knowledge, %v", len(days), err)
	}
	for _, i := range []int{len(days) / 3, len(days) - 2, len(days)} {
		b.slide(t, "known", strconv.Itoa(i))
		asked := workbench.Question{Dossier: "kr-us-sma"}
		if i < len(days) {
			asked.Known = days[i].String()
		}
		out, err := b.desk.bench.Schedule(workbench.ScheduleRequest{Question: asked})
		if err != nil {
			t.Fatal(err)
		}
		line := out.Latest(clock().Year())
		want := report.Sum(line.Amount, line.Currency, report.Look{})
		if got := b.text(t, "#answer"); !strings.Contains(got, want) {
			t.Errorf("known on %q: %q, want %s", asked.Known, got, want)
		}
		if got := evaluate[string](t, b, `new URL(location).searchParams.get("known")??""`); got != asked.Known {
			t.Errorf("the address holds %q, want %q", got, asked.Known)
		}
	}
}

const capPath = "sma-12/amounts/2027..2030/by/cap/step"

// moveCap moves the cap under a hundred thousand futures: the page shows what
// the workbench draws with that cap, and so does the JSON of its address.
func (b *browser) moveCap(t *testing.T) {
	t.Helper()
	const address = "/kr-us-sma/futures?extend=sma-12&to=2035&paths=100000"
	b.visit(t, address)
	const fan = `document.querySelector("#result svg").outerHTML`
	before := evaluate[string](t, b, fan)
	for _, value := range []string{"1.5", "3"} {
		took := b.slide(t, "term."+capPath, value)
		t.Logf("cap %s: shown after %v", value, took)
		out, err := b.desk.bench.Project(t.Context(), workbench.ProjectRequest{
			Question: workbench.Question{Dossier: "kr-us-sma", Extend: "sma-12", WhatIf: []string{capPath + "=" + value + "%"}}, From: 2026, To: 2035, Paths: 100_000, Seed: 1,
		})
		if err != nil {
			t.Fatal(err)
		}
		want := report.Estimated(out.Total.Quantiles.P50, out.Currency, "en")
		if got := b.text(t, "#answer .answer"); !strings.HasPrefix(got, want) {
			t.Errorf("cap %s: %q, want %s", value, got, want)
		}
		var twin struct {
			Total  struct{ Quantiles struct{ P50 float64 } }
			WhatIf []string `json:"what_if"`
		}
		shown := evaluate[string](t, b, `location.pathname+".json"+location.search`)
		if err := json.Unmarshal(b.desk.get(shown).Body.Bytes(), &twin); err != nil || twin.Total.Quantiles.P50 != out.Total.Quantiles.P50 || len(twin.WhatIf) != 1 {
			t.Errorf("%s: median %v under %v, want %v; %v", shown, twin.Total.Quantiles.P50, twin.WhatIf, out.Total.Quantiles.P50, err)
		}
		if after := evaluate[string](t, b, fan); after == before {
			t.Error("the fan stays as it was")
		}
	}
}

// moveSum moves the sum of a first year under what-if.
func (b *browser) moveSum(t *testing.T) {
	t.Helper()
	b.visit(t, "/kr-us-sma/what-if?assume.kr.cpi=2.0")
	b.slide(t, "term.sma-12/amounts/2026/value", "16000")
	out, err := b.desk.bench.WhatIf(workbench.ScheduleRequest{Question: workbench.Question{Dossier: "kr-us-sma", Assume: []string{"kr.cpi=2.0"}, WhatIf: []string{"sma-12/amounts/2026/value=16000 eok"}}})
	if err != nil {
		t.Fatal(err)
	}
	want := report.Difference(&out.Difference, out.Currency, report.Look{Units: out.Units})
	if got := b.text(t, "#answer"); !strings.Contains(got, want) {
		t.Errorf("%q, want %s", got, want)
	}
	if b.evaluateRefusal(t); len(b.heard()) == 0 {
		t.Error("a value that is no number is not refused")
	}
}

// evaluateRefusal writes nonsense into a field: what is wrong is said beside it.
func (b *browser) evaluateRefusal(t *testing.T) {
	t.Helper()
	got := evaluate[string](t, b, `(async()=>{
		const field=document.querySelector('input[name="assume.kr.cpi"]'); field.value="much"; field.dispatchEvent(new Event("change",{bubbles:true}));
		for(let i=0;i<1500&&!document.querySelector("form [role=alert]")?.textContent;i++) await new Promise(r=>setTimeout(r,2));
		return document.querySelector("form [role=alert]")?.textContent??"";
	})()`, chromedp.EvalAwaitPromise)
	if !strings.Contains(got, "much") {
		t.Errorf("the refusal says %q", got)
	}
}

// compareTwo chooses another agreement: the figures beside each other change.
func (b *browser) compareTwo(t *testing.T) {
	t.Helper()
	b.visit(t, "/kr-us-sma/compare")
	evaluate[bool](t, b, `(async()=>{
		const choice=document.querySelector("select[name=a]"); choice.value="sma-9"; choice.dispatchEvent(new Event("change",{bubbles:true}));
		for(let i=0;i<1500&&!document.documentElement.dataset.answers;i++) await new Promise(r=>setTimeout(r,2));
		return true;
	})()`, chromedp.EvalAwaitPromise)
	if got := b.text(t, "#result"); !strings.Contains(got, "sma-9") || !strings.Contains(got, "2014") {
		t.Errorf("the 9th agreement is not shown:\n%.300s", got)
	}
}

// pointer reads the value under the pointer and under the focus of the keyboard.
func (b *browser) pointer(t *testing.T) {
	t.Helper()
	b.visit(t, "/kr-us-sma")
	const at = `(()=>{const r=document.querySelector('svg.chart a[href="/kr-us-sma/sma-11/2023"]'); r.scrollIntoView({block:"center"}); const x=r.getBoundingClientRect(); return [x.left+x.width/2,x.top-30]})()`
	place := evaluate[[]float64](t, b, at)
	const want = "2023: ₩1,289.6 bn"
	got := ""
	for i := 0; i < 50 && got != want; i++ { // the page may still be scrolling
		if err := chromedp.Do(b.ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, place[0]+float64(i%2), place[1])); err != nil {
			t.Fatal(err)
		}
		got = b.text(t, ".readout:not([hidden])")
	}
	if got != want {
		t.Errorf("under the pointer stands %q, want %q", got, want)
	}
	evaluate[bool](t, b, `document.querySelector('svg.chart a[href="/kr-us-sma/sma-11/2021"]').focus();true`)
	if got := b.text(t, ".readout:not([hidden])"); got != "2021: ₩1,183.3 bn" {
		t.Errorf("under the focus stands %q", got)
	}
	evaluate[bool](t, b, `document.dispatchEvent(new KeyboardEvent("keydown",{key:"Escape",bubbles:true}));true`)
	if got := b.text(t, ".readout:not([hidden])"); got != "" {
		t.Errorf("Escape leaves %q", got)
	}
}

// withoutScripts fills in a form in a browser that runs no scripts.
func (b *browser) withoutScripts(t *testing.T) {
	t.Helper()
	scripts := func(off bool) {
		t.Helper()
		if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off}); err != nil {
			t.Fatal(err)
		}
	}
	scripts(true)
	defer scripts(false)
	b.visit(t, "/kr-us-sma/futures?extend=sma-12&to=2035&"+url.Values{"term." + capPath: {"2"}, "paths": {"1000"}}.Encode())
	if err := chromedp.Do(b.ctx, chromedp.Click("form.ask button")); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(b.ctx, chromedp.WaitVisible("#answer .answer")); err != nil {
		t.Fatal(err)
	}
	if got := b.desk.get("/kr-us-sma/futures?extend=sma-12&to=2035&paths=1000&" + url.Values{"term." + capPath: {"2"}}.Encode()).Body.String(); !strings.Contains(got, `value="2"`) {
		t.Error("the form does not hold what was asked")
	}
}

// print makes a page ready for paper: what cannot be clicked there is not
// printed.
func (b *browser) print(t *testing.T) {
	t.Helper()
	b.visit(t, "/kr-us-sma/sma-11/2021")
	paper, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{})
	if err != nil {
		t.Fatal(err)
	}
	if len(paper.Data) < 10_000 {
		t.Errorf("the printed page has %d bytes", len(paper.Data))
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	for _, hidden := range []string{"header.site", "footer", "form.ask"} {
		if evaluate[bool](t, b, fmt.Sprintf(`!!document.querySelector(%q)?.getClientRects().length`, hidden)) {
			t.Errorf("%s is printed", hidden)
		}
	}
	if !evaluate[bool](t, b, `!!document.querySelector(".sources").getClientRects().length`) {
		t.Error("the sources are not printed")
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{}); err != nil {
		t.Fatal(err)
	}
}
