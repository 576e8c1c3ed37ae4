package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/report"
	"entente/workbench"
)

// printDeal leads with the answer, goes on to what follows from it, and ends
// with what it all rests on.
func (a *app) printDeal(out *workbench.DealResult) error {
	var l report.Lines
	l.Addf("%s", out.Title.In(a.lang))
	l.Addf("as known on %s; what the parties want: %s", out.On, strings.Join(owners(out, a.lang), ", "))
	l.Addf("")
	a.answer(&l, out)
	l.Addf("")
	l.Addf("Worth goes from 0 to 1 on a scale of each party's own: it says what the party prefers, and cannot be compared with the other's.")
	l.Addf("")
	if _, err := l.WriteTo(a.stdout); err != nil {
		return err
	}
	for _, t := range append(a.dealTables(out), a.adviceTables(out)...) {
		if len(t.Rows) == 0 {
			continue
		}
		if err := t.Write(a.stdout, report.Format(a.format)); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout)
	}
	return a.printConditions(out)
}

// owners tells whose estimate each party's wants are.
func owners(out *workbench.DealResult, lang string) (all []string) {
	for _, p := range out.Parties {
		whose := p.Name.In(lang) + " as " + p.Owner + " estimated on " + p.On
		if p.Private {
			whose = p.Name.In(lang) + " by its private profile of " + p.On
		}
		all = append(all, whose)
	}
	return all
}

// answer says where the zone of agreement lies and where the named packages
// lie in it.
func (a *app) answer(l *report.Lines, out *workbench.DealResult) {
	z := out.ZOPA
	switch {
	case z.Empty:
		l.Addf("No package suits everybody by the likely estimates; nor does any in %s of %d preferences drawn within their ranges. The nearest misses are below.", report.Odds(100*z.Unlikely), out.Robust.Draws)
	default:
		l.Addf("%s of %s packages suit everybody by the likely estimates. They pay %s to %s in the first year and %s to %s over %d to %d.", report.Counted(z.Count), report.Counted(out.NAllowed),
			a.money(z.Measures["first_year"].Least, out), a.money(z.Measures["first_year"].Most, out), a.money(z.Measures["total"].Least, out), a.money(z.Measures["total"].Most, out), out.Years[0], out.Years[1])
		if z.Unlikely == 0 {
			l.Addf("Among %d preferences drawn within the estimates' ranges there is none that no package suits.", out.Robust.Draws)
		} else {
			l.Addf("In %s of %d preferences drawn within the estimates' ranges no package does.", report.Odds(100*z.Unlikely), out.Robust.Draws)
		}
	}
	for _, k := range out.Deals {
		a.place(l, k, out)
	}
	if w := out.Waiting; w != nil {
		l.Addf("Settle before %s (%s elects) or wait, for %s: %s.", w.Event.On, w.Names.In(w.Event.In, a.lang), w.Names.In(w.For, a.lang), verdicts(w))
		for _, m := range w.Models {
			l.Addf("  %s says %s: %s; it reverses %s (inputs: %s)", m.Model, m.Verdict, a.modelValue(m, w), m.Reverses, inputOwners(w, m.Model))
		}
	}
}

// place says where a package of the file lies.
func (a *app) place(l *report.Lines, k workbench.DealPackage, out *workbench.DealResult) {
	l.Addf("%s (%s), %s over %d to %d, first year %+.1f%%:", *k.ID, k.Title.In(a.lang), a.money(k.Measures["total"], out), out.Years[0], out.Years[1], k.Measures["first_increase"])
	switch {
	case !k.Allowed:
		l.Addf("  crosses a red line")
	case !k.Rational:
		l.Addf("  does not suit everybody: %s", losers(k, out, a.lang))
	case k.InZone != nil:
		l.Addf("  suits everybody by the likely estimates, and in %s of the drawn preferences", report.Odds(100**k.InZone))
	}
	if k.Distance != nil {
		if *k.Distance == 0 {
			l.Addf("  is efficient: nobody can gain without somebody losing")
		} else {
			l.Addf("  lies %.3f from the frontier, where nobody can gain without somebody losing", *k.Distance)
		}
	}
	for _, r := range out.Ratification {
		if r.Index == k.Index {
			l.Addf("  is ratified with a probability of %s", chance(r.Probability))
		}
	}
}

func (a *app) modelValue(m workbench.ModelLine, w *workbench.WaitResult) string {
	if m.Money {
		return fmt.Sprintf("%s (%s to %s), %s", report.Cash(m.Value.Likely, w.Currency), report.Cash(m.Value.Low, w.Currency), report.Cash(m.Value.High, w.Currency), m.Measure)
	}
	return fmt.Sprintf("%.3f (%.3f to %.3f), %s", m.Value.Likely, m.Value.Low, m.Value.High, m.Measure)
}

// inputOwners tells whose the inputs of a model are, each once; "" is all.
func inputOwners(w *workbench.WaitResult, model string) string {
	var all []string
	seen := map[string]bool{}
	for _, in := range w.Inputs {
		whose := in.Owner + " on " + in.On
		if (model == "" || in.Model == model) && in.Owner != "" && in.Owner != "not given" && !seen[whose] {
			seen[whose] = true
			all = append(all, whose)
		}
	}
	return strings.Join(all, ", ")
}

// losers names who would rather walk away.
func losers(k workbench.DealPackage, out *workbench.DealResult, lang string) string {
	var names []string
	for i, p := range out.Parties {
		if k.Utils[i] < p.Reserved {
			names = append(names, fmt.Sprintf("to %s it is worth %.3f, no agreement %.3f", p.Name.In(lang), k.Utils[i], p.Reserved))
		}
	}
	return strings.Join(names, "; ")
}

// partyOf names a party of a deal.
func partyOf(out *workbench.DealResult, id, lang string) string {
	for _, p := range out.Parties {
		if p.Party == id {
			return p.Name.In(lang)
		}
	}
	return id
}

// money prints a mean over futures.
func (a *app) money(x float64, out *workbench.DealResult) string {
	look := a.look()
	look.Units = out.Units
	return report.Mean(x, out.Currency, look)
}

func terms(values map[string]string, out *workbench.DealResult) string {
	var words []string
	for _, i := range out.Issues {
		words = append(words, i.ID+" "+report.Written(values[i.ID]))
	}
	return strings.Join(words, ", ")
}

// worths are what a package is worth to each party, cell by cell.
func worths(us []float64) (cells []string) {
	for _, u := range us {
		cells = append(cells, fmt.Sprintf("%.3f", u))
	}
	return cells
}

func signed(us []float64) (cells []string) {
	for _, u := range us {
		cells = append(cells, fmt.Sprintf("%+.3f", u))
	}
	return cells
}

// packages makes a table of packages in real terms.
func (a *app) packages(title, first string, out *workbench.DealResult) *report.Table {
	t := &report.Table{Title: title, Columns: []report.Column{{Name: first}}}
	for _, p := range out.Parties {
		t.Columns = append(t.Columns, report.Column{Name: "worth to " + p.Name.In(a.lang), Right: true})
	}
	t.Columns = append(t.Columns, report.Column{Name: "first year", Right: true}, report.Column{Name: "total", Right: true}, report.Column{Name: "package"})
	return t
}

func (a *app) addPackage(t *report.Table, name string, k workbench.DealPackage, out *workbench.DealResult) {
	row := append([]string{name}, worths(k.Utils)...)
	t.Add(append(row, a.money(k.Measures["first_year"], out), a.money(k.Measures["total"], out), terms(k.Values, out))...)
}

// onFrontier is how many packages of the frontier are shown.
const onFrontier = 8

// dealTables are the packages that stand out.
func (a *app) dealTables(out *workbench.DealResult) []*report.Table {
	solutions := a.packages("What theories of bargaining single out; none is a prediction, and they disagree", "theory", out)
	for _, s := range out.Solutions {
		a.addPackage(solutions, s.Name, s.DealPackage, out)
	}
	misses := a.packages("Nearest misses", "miss", out)
	for i, k := range out.ZOPA.Misses {
		var short []string
		for j, by := range k.Short {
			if by > 0 {
				short = append(short, fmt.Sprintf("%s lacks %.3f", out.Parties[j].Name.In(a.lang), by))
			}
		}
		a.addPackage(misses, strconv.Itoa(i+1)+": "+strings.Join(short, ", "), k, out)
	}
	frontier := a.packages("The frontier in terms, from the best of "+out.Parties[0].Name.In(a.lang)+" down", "", out)
	n := len(out.Frontier)
	for i := range min(n, onFrontier) {
		k := out.Frontier[i*(n-1)/max(min(n, onFrontier)-1, 1)]
		suits := ""
		if k.Rational {
			suits = "suits everybody"
		}
		a.addPackage(frontier, suits, k, out)
	}
	if n > onFrontier {
		frontier.Notes = append(frontier.Notes, fmt.Sprintf("%d of %d efficient packages, evenly from end to end; --json has all", onFrontier, n))
	}
	robust := a.packages("What survives when weights and losses vary within the estimates' ranges", "Nash / egalitarian / efficient", out)
	for _, x := range out.Robust.Points[:min(len(out.Robust.Points), shownRobust)] {
		a.addPackage(robust, fmt.Sprintf("%s / %s / %s", report.Odds(100*x.Nash), report.Odds(100*x.Egalitarian), report.Odds(100*x.Efficient)), x.DealPackage, out)
	}
	return []*report.Table{misses, solutions, robust, frontier, a.leverage(out)}
}

// leverage tells whether ratifiers who want more help their own side.
func (a *app) leverage(out *workbench.DealResult) *report.Table {
	t := a.packages("If only packages could be signed that are ratified with at least so much: does the tied hand help its side?", "at least", out)
	for _, v := range out.Leverage {
		name := fmt.Sprintf("%s, %d packages", report.Odds(100*v.Want), v.Count)
		if v.Nash == nil {
			t.Add(append([]string{name}, slices.Repeat([]string{"-"}, len(t.Columns)-1)...)...)
			continue
		}
		var moved []string
		for i, x := range v.Change {
			moved = append(moved, out.Parties[i].Name.In(a.lang)+" "+fmt.Sprintf("%+.3f", x))
		}
		a.addPackage(t, name+": "+strings.Join(moved, ", "), *v.Nash, out)
		t.Notes = []string{fmt.Sprintf("the Nash solution among them against the one among all; probabilities by the likely values, %s on %s", v.Owner, v.On)}
	}
	return t
}

// shownRobust is how many packages are shown that survive.
const shownRobust = 4

// adviceTables are what to do about it.
func (a *app) adviceTables(out *workbench.DealResult) (tables []*report.Table) {
	from := "the package " + terms(out.Advice.From.Values, out)
	if id := out.Advice.From.ID; id != nil {
		from = *id
	}
	moves := func(title string, all []workbench.DealMove) {
		t := &report.Table{Title: title, Columns: []report.Column{{Name: "change"}}}
		for _, p := range out.Parties {
			t.Columns = append(t.Columns, report.Column{Name: p.Name.In(a.lang), Right: true})
		}
		t.Columns = append(t.Columns, report.Column{Name: "total", Right: true})
		for _, m := range all {
			var words []string
			for _, c := range m.Changes {
				words = append(words, c.Issue+" "+report.Written(c.From)+" to "+report.Written(c.To))
			}
			t.Add(append(append([]string{strings.Join(words, ", ")}, signed(m.Utils)...), a.money(m.Sum, out))...)
		}
		tables = append(tables, t)
	}
	moves("From "+from+": what each gains or gives when one issue moves by one value", out.Advice.Concessions)
	moves("From "+from+": which issue to trade for which: somebody gives on the one and is repaid on the other", out.Advice.Trades)
	for _, x := range out.Advice.Alike {
		moves("From "+from+": costs "+partyOf(out, x.Party, a.lang)+" the same and pleases the other more", x.Moves)
	}
	moves("After a settlement on "+from+": nobody loses and somebody gains", out.Advice.Improvements)
	for _, x := range out.Advice.IntoRange {
		moves("The smallest changes that bring "+x.Package+" to where it suits everybody", x.Moves)
	}
	if len(out.Advice.Offers) > 0 {
		offers := a.packages("Next offers of "+partyOf(out, *out.As, a.lang)+", one a round, down to the solution "+*out.Advice.Settle, "round", out)
		for i, k := range out.Advice.Offers {
			a.addPackage(offers, strconv.Itoa(i+1), k, out)
		}
		tables = append(tables, offers)
	}
	return tables
}

// printConditions says what the answer rests on.
func (a *app) printConditions(out *workbench.DealResult) error {
	var l report.Lines
	l.Addf("What it rests on")
	for _, r := range out.Ratification {
		l.Addf("  %s, %+.1f%% and new items: %d, is ratified with a probability of %s", r.Of, r.Increase, r.NewItems, chance(r.Probability))
	}
	for _, p := range out.Parties {
		whose := "estimate of " + p.Owner + " on " + p.On
		if p.Private {
			whose = "private profile, " + p.On
		}
		l.Addf("  %s (%s): no agreement is worth %.3f, a loss of %.3f taken off", p.Name.In(a.lang), whose, p.Reserved, p.Loss)
		for _, x := range p.Paths {
			where := "while talks go on"
			if x.Kind == "outside" {
				where = "after they have ended"
			}
			l.Addf("    %s, %s: worth %.3f, the one with a chance of %s in the eyes of %s (%s on %s)", x.ID, where, x.Worth, report.Odds(100*x.Chance), p.Name.In(a.lang), p.Owner, p.On)
		}
	}
	for _, n := range out.Notes {
		l.Addf("  %s", strings.TrimSpace(n))
	}
	l.Addf("  %s", out.Limits)
	if len(out.Advice.From.Values) > 0 && out.As == nil {
		l.Addf("  The next offers for the rounds left need --as PARTY, and its private profile.")
	}
	l.Addf("  %d futures, seed %d; %d packages of which %d differ in what they pay", out.Paths, out.Seed, out.NOutcomes, out.NVariants)
	_, err := l.WriteTo(a.stdout)
	return err
}
