package key

import (
	"errors"
	"fmt"

	"entente/decimal"
	"entente/diag"
)

// Check computes an entry and compares it with what was published. A key that
// cannot be computed is one finding, at the rule or at the party to blame.
func (e Entry) Check() diag.List {
	var found diag.List
	if e.Mark.Unverified {
		found.Add(diag.Diagnostic{Code: diag.Unverified, Severity: diag.Note, Pos: e.Pos, Path: e.path(), Message: "key " + e.ID + " is marked unverified"})
	}
	if e.Members == "" {
		return found
	}
	res, err := e.Compute()
	if err != nil {
		found.Add(e.diagnose(err))
		return found
	}
	for _, p := range e.Published {
		i, ok := res.Scale.Index(p.Party)
		if !ok {
			continue // reported where the members are read
		}
		e.checkShare(res.Scale, i, p, &found)
		e.checkAmount(res, i, p, &found)
		e.checkFixedRate(res, i, p, &found)
	}
	if d := res.Division; d != nil && d.Residue.Sign() != 0 {
		found.Add(diag.Diagnostic{
			Code: diag.ResidueLeft, Severity: diag.Note, Pos: e.Divides.Pos, Path: e.path() + "/divides",
			Message: fmt.Sprintf("rounding leaves %s %s of %s to nobody", d.Residue, e.Divides.Amount.Currency, e.Divides.Amount),
		})
	}
	found.Sort()
	return found
}

func (e Entry) path() string { return "keys/" + e.ID }

// diagnose turns an error of Compute into a finding.
func (e Entry) diagnose(err error) diag.Diagnostic {
	d := diag.Diagnostic{Code: diag.BadKey, Pos: e.Pos, Path: e.path(), Message: err.Error()}
	for _, c := range []struct {
		err  error
		code diag.Code
		hint string
	}{
		{ErrWeight, diag.WeightMissing, "give the party a number in this column, or take it out of the key"},
		{ErrFloors, diag.FloorsExceed, "lower the floor, or let it hold for fewer parties"},
		{ErrCeilings, diag.CeilingsShort, "a ceiling must be at least an equal share of what is left"},
		{ErrResidue, diag.BadResidue, "residue: leave reports what rounding leaves over"},
		{ErrRounding, diag.BadResidue, ""},
		{ErrSize, diag.TooLarge, ""},
	} {
		if errors.Is(err, c.err) {
			d.Code, d.Hint = c.code, c.hint
			break
		}
	}
	f, ok := errors.AsType[*StepError](err)
	if !ok {
		if e.Divides != nil {
			d.Pos = e.Divides.Pos
		}
		return d
	}
	if f.Rule >= 0 && f.Rule < len(e.Rules)+len(e.Then) {
		rule := e.rule(f.Rule)
		d.Pos = rule.Pos
		d.Message = fmt.Sprintf("%s: %s", rule.Step, f)
	}
	for _, p := range e.Parties {
		if p.ID == f.Party && p.Pos.File != "" {
			d.Related = append(d.Related, diag.Related{Pos: p.Pos, Message: "the party " + p.ID})
		}
	}
	return d
}

func (e Entry) differs(p Published, format string, args ...any) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.PublishedDiffers, Pos: p.Pos, Path: e.path() + "/" + p.Party, Message: p.Party + ": " + fmt.Sprintf(format, args...),
		Hint: fmt.Sprintf("entente explain … %s/%s shows each step", e.ID, p.Party),
	}
}

func (e Entry) checkShare(scale Scale, i int, p Published, found *diag.List) {
	if p.Percent == nil {
		return
	}
	got := scale.Share(i).Mul(decimal.Whole(100))
	if scale.Rounded != nil {
		got = scale.Rounded[i].Fraction().Mul(decimal.Whole(100))
	}
	if scale.Rounded != nil && !got.Equal(p.Percent.Fraction()) || Compare(*p.Percent, got) == Differs {
		found.Add(e.differs(p, "the key gives %s %%; published is %s %%", got.Approx(p.Percent.Places()+2), p.Percent))
	}
}

func (e Entry) checkAmount(res Result, i int, p Published, found *diag.List) {
	if p.Amount == nil || res.Division == nil {
		return
	}
	if got := res.Division.Amounts[i]; !got.Equal(*p.Amount) {
		found.Add(e.differs(p, "the key gives %s %s; published is %s", got, e.Divides.Amount.Currency, p.Amount))
	}
}

// checkFixedRate compares the published yes or no with the rule, and the amount
// in the party's currency with what its printed rate allows. That a yes breaks
// the rule is a warning: the parties may have agreed so.
func (e Entry) checkFixedRate(res Result, i int, p Published, found *diag.List) {
	f := e.FixedRate
	if f == nil || res.Division == nil {
		return
	}
	party := e.Parties[i]
	if eligible, known := f.Eligible(party); p.Eligible != nil && known && eligible != *p.Eligible {
		d := e.differs(p, "published as %s for the fixed rate; its inflation of %s %% says otherwise", yesNo(*p.Eligible), party.Weights[Weight{Name: f.Inflation}])
		d.Severity, d.Hint = diag.Warning, fmt.Sprintf("the rule is inflation below %s %%", f.Below)
		found.Add(d)
	}
	low, high, ok := f.Local(party, res.Scale.Share(i).Mul(e.Divides.Amount.Value))
	if p.Local == nil || !ok {
		return
	}
	if from, to := Printed(*p.Local); within(low, high, from, to) == Differs {
		found.Add(e.differs(p, "between %s and %s in its currency; published is %s", low.Approx(0), high.Approx(0), p.Local))
	}
}

func yesNo(b bool) string {
	if b {
		return "eligible"
	}
	return "not eligible"
}
