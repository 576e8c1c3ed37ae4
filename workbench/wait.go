package workbench

import (
	"entente/dossier"
	"entente/internal/text"
	"entente/money"
	"entente/period"
	"entente/settlement"
)

// WaitRequest asks whether it pays to settle before an event.
type WaitRequest struct {
	NegotiationQuestion
}

// WaitResult is what several models say about settling now or waiting. There is
// no number that stands for all of them.
type WaitResult struct {
	Header
	Negotiation string         `json:"negotiation"` // id of the negotiation
	Title       text.Text      `json:"title"`
	On          period.Day     `json:"on"`
	For         string         `json:"for"`   // whose choice it is
	Event       EventAhead     `json:"event"` // what may be waited for
	Currency    money.Currency `json:"currency"`
	Premium     *Band          `json:"premium"`             // the best first offer before the event, a year, by the model of a change of government; null without it
	TermsStand  []StandLine    `json:"terms_stand"`         // the probability that terms settled now stand, by model
	Backlash    *Band          `json:"break_even_backlash"` // what signing may cost in a hostile government's worth before the gain is gone; null where there is no gain to lose
	Models      []ModelLine    `json:"models"`              // what each says
	Agree       bool           `json:"agree"`               // no two models say opposite things
	Inputs      []InputLine    `json:"inputs"`              // every estimate with its owner
	Notes       []string       `json:"notes"`               // what to know of the estimates

	Units money.Units `json:"-"`
	Names Names       `json:"-"`
}

// EventAhead is an election, or another day that may change who decides.
type EventAhead struct {
	In   string     `json:"in"`
	On   period.Day `json:"on"`
	Days int        `json:"days"` // until then; negative after it
}

// Band is a number by the likely inputs, and between which ends it lies when
// one input after the other is moved to the ends of its range.
type Band struct {
	Likely float64 `json:"likely"` // by the likely inputs
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
}

// StandLine is the probability that terms stand.
type StandLine struct {
	Model string `json:"model"` // which says so
	When  string `json:"when"`  // in which case
	Band
	Before *float64 `json:"without_deal"` // the same had nothing been settled, by the likely inputs; null where the model has no such case
}

// ModelLine is what one model says.
type ModelLine struct {
	Model    string     `json:"model"`    // its name
	Paper    string     `json:"paper"`    // where it comes from
	Verdict  string     `json:"verdict"`  // settle, wait or even, by the likely inputs
	Measure  string     `json:"measure"`  // what value is
	Money    bool       `json:"money"`    // value is in whole currency units
	Value    Band       `json:"value"`    // above zero for settling
	Reverses string     `json:"reverses"` // under which condition the verdict turns
	Turns    []TurnLine `json:"turns"`    // inputs that turn the verdict within their range
}

// TurnLine is an input that by itself turns the verdict.
type TurnLine struct {
	Input   string  `json:"input"`   // its name
	To      float64 `json:"to"`      // the end of the range at which it does
	Verdict string  `json:"verdict"` // what is said then
	Money   bool    `json:"money"`   // to is in whole currency units
}

// InputLine is one estimate: a sum, or a number between 0 and 1.
type InputLine struct {
	Model string `json:"model"` // which reads it
	Input string `json:"input"` // its name
	Money bool   `json:"money"` // it is in whole currency units
	Chance
}

// Wait tells what settling now is worth against waiting, model by model.
func (w *Workbench) Wait(r WaitRequest) (*WaitResult, error) {
	b, err := w.bargain(r.NegotiationQuestion)
	if err != nil {
		return nil, err
	}
	if b.about.Wait == nil {
		return nil, usage("%s says nothing about waiting", b.about.File)
	}
	return b.wait()
}

// wait runs the models that the file has inputs for.
func (b *bargain) wait() (*WaitResult, error) {
	x := b.about.Wait
	out := &WaitResult{
		Header: b.header(), Negotiation: b.about.ID, Title: b.about.Title, On: b.day, For: x.For, Event: EventAhead{x.In, x.Event, b.day.DaysUntil(x.Event)},
		Currency: b.Currency, TermsStand: []StandLine{}, Models: []ModelLine{}, Inputs: []InputLine{}, Notes: []string{}, Units: b.Units, Names: b.names(),
	}
	if x.Note != "" {
		out.Notes = append(out.Notes, x.Note)
	}
	models, err := b.waitModels(x)
	if err != nil {
		return nil, err
	}
	var readings []settlement.Reading
	for _, m := range models {
		reading, err := out.add(m)
		if err != nil {
			return nil, usage("%s: %w", b.about.File, err)
		}
		readings = append(readings, reading)
	}
	out.Agree = settlement.Compare(readings...).Agree
	return out, nil
}

// A waitModel is a model with its inputs. Run takes a value for each input, in
// their order.
type waitModel struct {
	name   string
	money  bool
	inputs []InputLine
	run    func(v []float64) (spoken, error)
}

// spoken is what a model says for one set of inputs.
type spoken struct {
	settlement.Reading
	stand, premium, backlash *float64
	before                   *float64
	when                     string
}

// add runs a model by the likely inputs and then with each of them in turn at
// the ends of its range.
func (out *WaitResult) add(m waitModel) (settlement.Reading, error) {
	v := make([]float64, len(m.inputs))
	for i, in := range m.inputs {
		v[i] = in.Likely
	}
	likely, err := m.run(v)
	if err != nil {
		return likely.Reading, err
	}
	line := ModelLine{
		Model: m.name, Paper: likely.Paper, Verdict: string(likely.Verdict), Measure: likely.Measure, Money: m.money, Value: even(likely.Value), Reverses: likely.Reverses, Turns: []TurnLine{},
	}
	stand, premium, backlash := bandOf(likely.stand), bandOf(likely.premium), bandOf(likely.backlash)
	for i, in := range m.inputs {
		for _, end := range []float64{in.Low, in.High} {
			if end == in.Likely {
				continue
			}
			v[i] = end
			s, err := m.run(v)
			v[i] = in.Likely
			if err != nil {
				return likely.Reading, err
			}
			line.Value.widen(&s.Value)
			stand.widen(s.stand)
			premium.widen(s.premium)
			backlash.widen(s.backlash)
			if s.Verdict != likely.Verdict {
				line.Turns = append(line.Turns, TurnLine{in.Input, end, string(s.Verdict), in.Money})
			}
		}
	}
	out.Models, out.Inputs = append(out.Models, line), append(out.Inputs, m.inputs...)
	if stand != nil {
		out.TermsStand = append(out.TermsStand, StandLine{m.name, likely.when, *stand, likely.before})
	}
	if premium != nil {
		out.Premium, out.Backlash = premium, backlash
	}
	return likely.Reading, nil
}

func even(v float64) Band { return Band{v, v, v} }

func bandOf(v *float64) *Band {
	if v == nil {
		return nil
	}
	b := even(*v)
	return &b
}

// widen takes a further value in; one that does not exist leaves the band.
func (b *Band) widen(v *float64) {
	if b != nil && v != nil {
		b.Low, b.High = min(b.Low, *v), max(b.High, *v)
	}
}

// waitModels returns the models that a file has inputs for.
func (b *bargain) waitModels(x *dossier.Waiting) ([]waitModel, error) {
	var all []waitModel
	var firstErr error
	add := func(m waitModel, err error) {
		if err != nil && firstErr == nil {
			firstErr = err
		}
		all = append(all, m)
	}
	if x.Regime != nil {
		add(b.regimeModel(x.Regime))
	}
	if x.TearUp != nil {
		add(b.treeModel(x.TearUp))
	}
	if x.Optimism != nil {
		add(b.optimismModel(x.Optimism))
	}
	if x.Postures != nil {
		add(b.postureModel(x.Postures))
	}
	return all, firstErr
}
