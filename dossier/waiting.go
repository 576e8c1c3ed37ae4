package dossier

import (
	"fmt"

	"entente/diag"
	"entente/internal/nearest"
	"entente/period"
)

// Waiting is what a side weighs that may settle now or wait for an event.
type Waiting struct {
	For      string // whose choice it is
	In       string // where the event is
	Event    period.Day
	Owner    string
	On       period.Date
	Regime   *RegimeEstimate
	TearUp   *TearUpEstimate
	Optimism *OptimismEstimate
	Postures *PosturesEstimate
	Note     string
	Pos      diag.Position
}

// RegimeEstimate are the inputs of the model of a change of government; sums
// are a year's money.
type RegimeEstimate struct {
	Worth, Friendly, Hostile, Shock Estimate
	Proposes, FriendlyWins          Estimate // shares
	Weight                          Estimate // of what comes after the event
}

// TearUpEstimate is the tree of what becomes of terms settled early; sums are
// a year's cost.
type TearUpEstimate struct {
	Early, Approve, Refused Estimate
	InDoubt                 string // the branch whose probability is in doubt
	Branches                []BranchEstimate
}

// BranchEstimate is one way the governments may look later. A branch without a
// probability has what the others leave.
type BranchEstimate struct {
	Name                                       string
	Probability                                Estimate
	Rest                                       bool
	Late, Reopen, Reopened, Friction, Backlash Estimate
}

// OptimismEstimate is the share that each side expects if it waits, payer
// first, and what waiting leaves of the pie.
type OptimismEstimate struct {
	Payer, Payee, Discount Estimate
}

// PosturesEstimate are demands that cannot both be met, payer first.
type PosturesEstimate struct {
	Demand, Rate, Obstinate [2]Estimate
}

func (r *reader) waiting(n *node, path string, d *Dossier) *Waiting {
	o := r.object(n, path)
	defer o.close()
	e := o.estimator()
	w := &Waiting{For: r.party(o, "for", d), Owner: e.owner, On: e.on, Note: o.word("note"), Pos: n.pos}
	if x := o.need("event"); x != nil {
		ev := r.object(x, o.at("event"))
		ev.need("in")
		ev.need("on")
		w.In, w.Event = r.party(ev, "in", d), ev.day("on")
		r.election(ev, w, d)
		ev.close()
	}
	if x := o.get("regime"); x != nil {
		w.Regime = e.regime(r.object(x, o.at("regime")), d)
	}
	if x := o.get("tear_up"); x != nil {
		w.TearUp = e.tearUp(r.object(x, o.at("tear_up")), d)
	}
	if x := o.get("optimism"); x != nil {
		p := r.object(x, o.at("optimism"))
		for _, key := range []string{"payer", "payee", "discount"} {
			p.need(key)
		}
		w.Optimism = &OptimismEstimate{e.share(p, "payer", d), e.share(p, "payee", d), e.share(p, "discount", d)}
		p.close()
	}
	if x := o.get("postures"); x != nil {
		p := r.object(x, o.at("postures"))
		w.Postures = &PosturesEstimate{e.pair(p, "demands", d), e.pair(p, "rates", d), e.pair(p, "obstinate", d)}
		p.close()
	}
	return w
}

// election reports an event that events.yaml does not hold.
func (r *reader) election(o *object, w *Waiting, d *Dossier) {
	if w.Event.IsZero() || w.In == "" {
		return
	}
	var days []string
	for _, e := range d.Story.Elections {
		if e.In == w.In && e.On == w.Event {
			return
		}
		if e.In == w.In {
			days = append(days, e.On.String())
		}
	}
	r.report(diag.BadDate, o.n.get("on"), o.at("on"), "no election of that day is in events.yaml", nearest.Hint(w.Event.String(), days))
}

func (e *estimator) regime(o *object, d *Dossier) *RegimeEstimate {
	defer o.close()
	for _, key := range []string{"worth", "friendly", "hostile", "shock", "proposes", "friendly_wins"} {
		o.need(key)
	}
	out := &RegimeEstimate{
		Worth: e.sum(o, "worth"), Friendly: e.sum(o, "friendly"), Hostile: e.sum(o, "hostile"), Shock: e.sum(o, "shock"),
		Proposes: e.share(o, "proposes", d), FriendlyWins: e.share(o, "friendly_wins", d), Weight: e.share(o, "weight", d),
	}
	if n := o.n.get("shock"); !n.empty() && out.Shock.Pos != (diag.Position{}) && out.Shock.Low <= 0 {
		e.report(diag.BadNumber, n, o.at("shock"), "a shock is above zero", "35_000..40_000..50_000 eok: how far worth may lie from what it is thought to be")
	}
	if !o.has("weight") {
		out.Weight.Low, out.Weight.Likely, out.Weight.High = 1, 1, 1
	}
	return out
}

func (e *estimator) tearUp(o *object, d *Dossier) *TearUpEstimate {
	defer o.close()
	o.need("early")
	out := &TearUpEstimate{Early: e.sum(o, "early"), Approve: e.share(o, "approve", d), Refused: e.sum(o, "refused"), InDoubt: o.word("in_doubt")}
	if !o.has("approve") {
		out.Approve.Low, out.Approve.Likely, out.Approve.High = 1, 1, 1
	}
	var names []string
	rest := 0
	for i, n := range e.entries(o.need("branches"), o.at("branches")) {
		b := e.object(n, index(o.at("branches"), i))
		b.need("name")
		b.need("late")
		x := BranchEstimate{
			Name: b.word("name"), Probability: e.share(b, "probability", d), Rest: !b.has("probability"), Late: e.sum(b, "late"), Reopen: e.share(b, "reopen", d),
			Reopened: e.sum(b, "reopened"), Friction: e.sum(b, "friction"), Backlash: e.sum(b, "backlash"),
		}
		b.close()
		if x.Rest {
			rest++
		}
		names, out.Branches = append(names, x.Name), append(out.Branches, x)
	}
	if rest != 1 && len(out.Branches) > 0 {
		e.report(diag.MissingKey, o.n.get("branches"), o.at("branches"), fmt.Sprintf("%d branches have no probability; one must, and has what the others leave", rest), "")
	}
	e.apart(names, o.n.get("branches"), o.at("branches"))
	if n := o.n.get("in_doubt"); n != nil && out.doubted() < 0 {
		e.report(diag.BadWord, n, o.at("in_doubt"), fmt.Sprintf("no branch is called %.40q", out.InDoubt), nearest.Hint(out.InDoubt, names))
	}
	return out
}

// doubted returns the place of the branch whose probability is in doubt: the
// one named, else the first with a probability; -1 when there is none.
func (t *TearUpEstimate) doubted() int {
	for i, b := range t.Branches {
		if b.Name == t.InDoubt || t.InDoubt == "" && !b.Rest {
			return i
		}
	}
	return -1
}

// Doubted returns the place of the branch whose probability is in doubt.
func (t *TearUpEstimate) Doubted() int { return max(0, t.doubted()) }

// pair reads {payer: …, payee: …}.
func (e *estimator) pair(o *object, key string, d *Dossier) [2]Estimate {
	p := o.object(o.need(key), o.at(key))
	defer p.close()
	p.need("payer")
	p.need("payee")
	return [2]Estimate{e.share(p, "payer", d), e.share(p, "payee", d)}
}
