package workbench

import (
	"cmp"
	"slices"
	"strings"

	"entente/decimal"
	"entente/evidence"
	"entente/internal/nearest"
	"entente/period"
	"entente/source"
)

// ClaimsRequest asks what was said.
type ClaimsRequest struct {
	Question
	Quantity  string // only about this quantity
	Topic     string // only on this topic
	Actor     string // only by or for this one, a part of the name
	Side      string // only by or for this party
	From, To  string // days, months or years
	Conflicts bool   // only what disagrees
}

// ClaimsResult is what was said and wanted, in order of time.
type ClaimsResult struct {
	Header
	Claims []ClaimLine  `json:"claims"`
	Groups []ClaimGroup `json:"groups"` // reports of one quantity, by value

	Quantities, Topics, Sides []string `json:"-"` // that the ledger knows, whatever was asked for
}

// ClaimLine is one entry of the ledger.
type ClaimLine struct {
	ID        string   `json:"id"`
	Said      string   `json:"said"` // may be partial; "" where the report does not say
	Speaker   string   `json:"speaker"`
	For       string   `json:"for,omitempty"` // on whose behalf
	Quantity  string   `json:"quantity,omitempty"`
	Topic     string   `json:"topic,omitempty"`
	AsWritten string   `json:"as_written,omitempty"` // the value in the unit of the report
	Words     string   `json:"words,omitempty"`
	Source    []string `json:"source"`
	Publisher string   `json:"publisher,omitempty"`
	Published string   `json:"published,omitempty"` // as the source gives it
	Via       []string `json:"via,omitempty"`       // who relayed it, first relay first
	Anonymous bool     `json:"anonymous"`
	Conflict  string   `json:"conflict,omitempty"` // claims with one name disagree
	Verdict   string   `json:"verdict"`
	Expected  string   `json:"expected,omitempty"`
	Why       string   `json:"why,omitempty"`
	Note      string   `json:"note,omitempty"`
	Side      string   `json:"-"` // the party it belongs to; "" for none

	claim source.Claim
}

// ClaimGroup is the reports of one quantity in one unit.
type ClaimGroup struct {
	Quantity string       `json:"quantity"`
	Values   []ClaimValue `json:"values"` // most independent reports first
	Agree    bool         `json:"agree"`
}

// ClaimValue is one value with those who reported it.
type ClaimValue struct {
	AsWritten   string   `json:"as_written"`
	Claims      []string `json:"claims"`      // ids
	Origins     []string `json:"origins"`     // who had it first; retellings are one
	Independent int      `json:"independent"` // how many origins
	Supported   bool     `json:"supported"`   // the arithmetic of the dossier agrees
}

// Claims lists the ledger of a dossier: who said what, for whom, through whom,
// and which value the arithmetic supports.
func (w *Workbench) Claims(r ClaimsRequest) (*ClaimsResult, error) {
	from, err := firstDay("from", r.From)
	if err != nil {
		return nil, err
	}
	to, err := lastDay("to", r.To)
	if err != nil {
		return nil, err
	}
	c, err := w.compute(r.Question)
	if err != nil {
		return nil, err
	}
	if err := c.claimFilters(r); err != nil {
		return nil, err
	}
	out := &ClaimsResult{Header: c.header(), Claims: []ClaimLine{}, Groups: []ClaimGroup{}}
	out.known(c)
	for _, l := range c.ledger() {
		claim := l.claim
		if !c.wanted(claim, r) || claim.Said.Last().Before(from) || !to.IsZero() && claim.Said.First().After(to) {
			continue
		}
		out.Claims = append(out.Claims, l)
	}
	slices.SortStableFunc(out.Claims, func(a, b ClaimLine) int {
		return cmp.Or(a.claim.Said.First().Compare(b.claim.Said.First()), cmp.Compare(a.ID, b.ID))
	})
	out.Groups = groups(out.Claims)
	if r.Conflicts {
		out.disagreeing()
	}
	return out, nil
}

// ledger judges every claim. For a dossier that is kept, and figures as they
// stand, it is done once.
func (c *computed) ledger() []ClaimLine {
	judge := func() []ClaimLine {
		k := c.knowledge()
		lines := make([]ClaimLine, len(c.Claims))
		for i, claim := range c.Claims {
			lines[i] = c.claimLine(claim, k)
		}
		return lines
	}
	if c.plain == nil || c.schedule != c.plain.figures {
		return judge()
	}
	c.plain.judging.Do(func() { c.plain.ledger = judge() })
	return c.plain.ledger
}

// known lists what the ledger may be asked for.
func (r *ClaimsResult) known(c *computed) {
	for _, claim := range c.Claims {
		r.Quantities, r.Topics, r.Sides = append(r.Quantities, claim.Quantity), append(r.Topics, claim.Topic), append(r.Sides, c.side(claim))
	}
	for _, list := range []*[]string{&r.Quantities, &r.Topics, &r.Sides} {
		slices.Sort(*list)
		*list = slices.DeleteFunc(slices.Compact(*list), func(s string) bool { return s == "" })
	}
}

func firstDay(name, s string) (period.Day, error) {
	if s == "" {
		return period.Day{}, nil
	}
	p, err := period.Parse(s)
	if err != nil {
		return period.Day{}, usage("--%s: %w", name, err)
	}
	return p.First(), nil
}

func lastDay(name, s string) (period.Day, error) {
	if s == "" {
		return period.Day{}, nil
	}
	p, err := period.Parse(s)
	if err != nil {
		return period.Day{}, usage("--%s: %w", name, err)
	}
	return p.Last(), nil
}

// claimFilters refuses a quantity or topic that no claim has: a misspelt one
// would look like silence.
func (c *computed) claimFilters(r ClaimsRequest) error {
	var quantities, topics []string
	for _, claim := range c.Claims {
		quantities, topics = append(quantities, claim.Quantity), append(topics, claim.Topic)
	}
	if r.Quantity != "" && !slices.Contains(quantities, r.Quantity) {
		return usage("--quantity %.60q: no claim is about it; %s", r.Quantity, nearest.Hint(r.Quantity, quantities))
	}
	if r.Topic != "" && !slices.Contains(topics, r.Topic) {
		return usage("--topic %.60q: no claim is on it; %s", r.Topic, nearest.Hint(r.Topic, topics))
	}
	if _, ok := c.Party(r.Side); r.Side != "" && !ok {
		return usage("--side: there is no party %.40q", r.Side)
	}
	return nil
}

func (c *computed) wanted(claim source.Claim, r ClaimsRequest) bool {
	has := func(in, part string) bool { return strings.Contains(strings.ToLower(in), strings.ToLower(part)) }
	switch {
	case r.Quantity != "" && claim.Quantity != r.Quantity, r.Topic != "" && claim.Topic != r.Topic:
		return false
	case r.Actor != "" && !has(claim.Speaker, r.Actor) && !has(claim.For, r.Actor):
		return false
	case r.Side != "" && c.side(claim) != r.Side:
		return false
	}
	return true
}

// side returns the party a claim belongs to: the one it was made for, or the
// one its speaker is of.
func (c *computed) side(claim source.Claim) string {
	if _, ok := c.Party(claim.For); ok {
		return claim.For
	}
	for _, n := range c.Names {
		if n.Name == claim.Speaker || n.Name == claim.For {
			return n.Side
		}
	}
	for _, p := range c.Parties {
		if p.Name.EN != "" && (strings.HasPrefix(claim.Speaker, p.Name.EN) || claim.For == p.Name.EN) {
			return p.ID
		}
	}
	return ""
}

func (c *computed) claimLine(claim source.Claim, k *evidence.Knowledge) ClaimLine {
	l := ClaimLine{
		ID: claim.ID, Speaker: claim.Speaker, For: claim.For, Quantity: claim.Quantity, Topic: claim.Topic, Words: claim.Words, Source: claim.Mark.Source.IDs, Via: claim.Via,
		Anonymous: claim.Anonymous, Conflict: claim.Conflict, Side: c.side(claim), Verdict: string(evidence.NotApplicable), Note: claim.Mark.Note, claim: claim,
	}
	if claim.Said != (period.Date{}) {
		l.Said = claim.Said.String()
	}
	if l.Source == nil {
		l.Source = []string{}
	}
	if len(l.Source) > 0 {
		if s, ok := c.Source(l.Source[0]); ok {
			l.Publisher, l.Published = s.Publisher, s.Date
		}
	}
	if claim.Value == nil {
		return l
	}
	l.AsWritten = claim.Value.Text
	if s, ok := statement(claim, l); ok {
		v, expected, why := evidence.Judge(k, s)
		l.Verdict, l.Expected, l.Why = string(v), expected, why
	}
	return l
}

// statement turns a claim into what can be judged; ok is false for units that
// nothing can be held against.
func statement(claim source.Claim, l ClaimLine) (evidence.Statement, bool) {
	v := claim.Value
	s := evidence.Statement{Quantity: claim.Quantity, Amount: v.Number.Fraction(), Surface: v.Text, Publisher: publisherOf(l.Publisher)}
	if claim.Said != (period.Date{}) {
		s.Published = period.Span{From: claim.Said.First(), To: claim.Said.Last()}
	}
	switch {
	case v.Money != nil:
		s.Unit, s.Amount, s.Step = string(v.Money.Currency), v.Money.Value, step(v.Text, v.Money.Value)
	case v.Unit == "%":
		s.Unit = "percent"
	case v.Unit == "times":
		s.Unit = "times"
	case v.Unit == "troops" || v.Unit == "persons":
		s.Unit = "persons"
	default:
		return s, false
	}
	words := strings.ToLower(claim.Words)
	for _, b := range []struct {
		word  string
		bound evidence.Bound
	}{{"nearly", evidence.NearLess}, {"almost", evidence.NearLess}, {"close to", evidence.NearLess}, {"up to", evidence.AtMost}, {"as much as", evidence.AtMost}, {"more than", evidence.AtLeast}, {"over ", evidence.AtLeast}, {"at least", evidence.AtLeast}, {"about", evidence.Approx}, {"roughly", evidence.Approx}, {"some ", evidence.Approx}, {"around", evidence.Approx}, {"approximately", evidence.Approx}} {
		if strings.Contains(words, b.word) {
			s.Bound = b.bound
			break
		}
	}
	return s, claim.Quantity != ""
}

// step returns what the last digit of a written amount is worth: a tenth of a
// billion in 4.7bn.
func step(text string, amount decimal.Fraction) decimal.Fraction {
	end := strings.IndexFunc(text, func(r rune) bool { return !strings.ContainsRune("+-0123456789._", r) })
	if end < 0 {
		return decimal.Fraction{}
	}
	n, err := decimal.Parse(text[:end])
	if err != nil {
		return decimal.Fraction{}
	}
	unit, ok := amount.Quo(n.Fraction())
	if !ok {
		return decimal.Fraction{}
	}
	return unit.Mul(decimal.New(1, int32(-n.Places())).Fraction())
}

// groups gathers the reports of one quantity by their value.
func groups(lines []ClaimLine) []ClaimGroup {
	by := map[string]*ClaimGroup{}
	var keys []string
	for _, l := range lines {
		if l.Quantity == "" || l.claim.Value == nil {
			continue
		}
		g := by[l.Quantity]
		if g == nil {
			g = &ClaimGroup{Quantity: l.Quantity}
			by[l.Quantity] = g
			keys = append(keys, l.Quantity)
		}
		g.add(l)
	}
	out := []ClaimGroup{}
	slices.Sort(keys)
	for _, k := range keys {
		g := by[k]
		slices.SortStableFunc(g.Values, func(a, b ClaimValue) int { return cmp.Compare(b.Independent, a.Independent) })
		g.Agree = len(g.Values) == 1
		out = append(out, *g)
	}
	return out
}

func (g *ClaimGroup) add(l ClaimLine) {
	i := slices.IndexFunc(g.Values, func(v ClaimValue) bool { return sameWritten(v.AsWritten, l.AsWritten) })
	if i < 0 {
		g.Values = append(g.Values, ClaimValue{AsWritten: l.AsWritten})
		i = len(g.Values) - 1
	}
	v := &g.Values[i]
	v.Claims = append(v.Claims, l.ID)
	v.Supported = v.Supported || l.Verdict == string(evidence.Consistent) || l.Verdict == string(evidence.ConsistentRounded)
	if o := origin(l); !slices.Contains(v.Origins, o) {
		v.Origins = append(v.Origins, o)
		v.Independent = len(v.Origins)
	}
}

func sameWritten(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := decimal.Parse(strings.TrimRight(a, " %abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	y, errY := decimal.Parse(strings.TrimRight(b, " %abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return errX == nil && errY == nil && x.Equal(y) && strings.TrimLeft(a, "+-0123456789._") == strings.TrimLeft(b, "+-0123456789._")
}

// origin is who had a value first: a speaker who is not the paper itself, the
// first relay, else the publisher. Two papers that print one ministry are one.
func origin(l ClaimLine) string {
	switch {
	case l.Speaker != "" && l.Speaker != publisherOf(l.Publisher):
		return l.Speaker
	case len(l.Via) > 0:
		return l.Via[0]
	}
	return publisherOf(l.Publisher)
}

// disagreeing keeps the groups with several values and the claims in them.
func (r *ClaimsResult) disagreeing() {
	r.Groups = slices.DeleteFunc(r.Groups, func(g ClaimGroup) bool { return g.Agree })
	in := map[string]bool{}
	for _, g := range r.Groups {
		in[g.Quantity] = true
	}
	r.Claims = slices.DeleteFunc(r.Claims, func(l ClaimLine) bool { return !in[l.Quantity] && l.Conflict == "" })
}
