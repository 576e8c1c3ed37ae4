package workbench

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/deal"
	"entente/diag"
	"entente/dossier"
	"entente/internal/text"
	"entente/money"
	"entente/negotiation"
	"entente/negotiation/analysis"
	"entente/period"
	"entente/ratification"
)

// DealRequest asks what packages of real terms a negotiation has to offer.
type DealRequest struct {
	NegotiationQuestion
	As     string // read the private profile of this party, and advise it
	From   string // the package that advice starts from; "" is the one agreed, else the first that suits everybody, else the Nash solution
	Rounds int    // left; for the next offers
	Draws  int    // of preferences within their ranges
	Paths  int    // futures; 0 takes as many as the file says
}

// DealResult is what packages of real terms pay, whom they suit, and what to
// do about it.
type DealResult struct {
	Header
	Negotiation  string             `json:"negotiation"` // id of the negotiation
	Title        text.Text          `json:"title"`
	On           period.Day         `json:"on"`    // the day of the question
	As           *string            `json:"as"`    // whose private profile was read; null when none was
	Seed         uint64             `json:"seed"`  // of the draws
	Paths        int                `json:"paths"` // futures over which every package was valued
	Years        [2]int             `json:"years"` // the first and the last that count
	Currency     money.Currency     `json:"currency"`
	NOutcomes    int64              `json:"n_outcomes"`    // packages
	NAllowed     int64              `json:"n_allowed"`     // those that keep every red line
	NVariants    int                `json:"n_variants"`    // that differ in what they pay, apart from when the agreement ends
	Issues       []DealIssueLine    `json:"issues"`        // what is to be settled
	Parties      []DealPartyLine    `json:"parties"`       // what each is taken to want
	NoAgreement  []DealPathLine     `json:"no_agreement"`  // what is paid without agreement
	Deals        []DealPackage      `json:"deals"`         // packages that the file names
	Frontier     []DealPackage      `json:"frontier"`      // packages that nobody can better without somebody losing, the first party's best first
	ZOPA         DealZone           `json:"zopa"`          // packages that nobody values below no agreement
	Solutions    []DealSolution     `json:"solutions"`     // what the theories of bargaining single out
	Robust       DealRobust         `json:"robust"`        // what survives when weights vary in their ranges
	Ratification []DealRatification `json:"ratification"`  // of the named packages and the Nash solution; empty where the file does not say who must consent
	Leverage     []DealLeverage     `json:"leverage"`      // whether ratifiers who want more help their own side; empty where nobody must consent, or where offers are too many
	Waiting      *WaitResult        `json:"waiting"`       // what settling before an event is worth, model by model; null where the file says nothing of waiting
	Advice       DealAdvice         `json:"advice"`        // what to do
	Notes        []string           `json:"notes"`         // what to know of the estimates
	Limits       string             `json:"what_it_omits"` // what no number here says

	Units  money.Units          `json:"-"`
	Space  negotiation.Scenario `json:"-"`
	Solved analysis.Analysis    `json:"-"`
}

// DealIssueLine is one thing to settle.
type DealIssueLine struct {
	ID     string    `json:"id"`
	Title  text.Text `json:"title"`
	Values []string  `json:"values"`
	Sets   string    `json:"sets"` // terms (what is paid), end (when the agreement ends) or other
}

// DealPartyLine is what a party is taken to want.
type DealPartyLine struct {
	Party    string           `json:"party"`
	Name     text.Text        `json:"name"`
	Owner    string           `json:"owner"`     // whose estimate it is; the party itself where private is true
	On       string           `json:"on"`        // of which day
	Private  bool             `json:"private"`   // read from the party's private file
	Reserved float64          `json:"reserved"`  // what no agreement is worth to it, from 0 to 1
	Loss     float64          `json:"loss"`      // of it, what no agreement costs besides what is paid
	Paths    []DealPathWorth  `json:"paths"`     // what each path without agreement is worth
	Weights  []DealWeightLine `json:"weights"`   // what counts for it
	RedLines []DealRedLine    `json:"red_lines"` // its hard limits
}

// DealPathWorth is what a path without agreement is worth to a party.
type DealPathWorth struct {
	ID     string  `json:"id"`
	Kind   string  `json:"kind"`   // inside: while talks go on; outside: after they have ended
	Worth  float64 `json:"worth"`  // before the loss
	Chance float64 `json:"chance"` // that it is the one, in the party's eyes
}

// DealWeightLine is one thing that counts for a party.
type DealWeightLine struct {
	Of     string  `json:"of"`     // a measure or an issue
	Likely float64 `json:"likely"` // share of the scale
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
}

// DealRedLine is a hard limit of a party.
type DealRedLine struct {
	Measure string   `json:"measure"`  // what the limit is on
	AtLeast *float64 `json:"at_least"` // null where there is no such limit
	AtMost  *float64 `json:"at_most"`  // likewise
}

// DealPathLine is what is paid without agreement.
type DealPathLine struct {
	ID       string             `json:"id"`
	Title    text.Text          `json:"title"`
	Kind     string             `json:"kind"`
	Measures map[string]float64 `json:"measures"` // what it pays: sums in whole units, shares in percent
}

// DealPackage is a package with what it pays and what it is worth.
type DealPackage struct {
	ID       *string            `json:"id"` // of a package that the file names; null otherwise
	Title    text.Text          `json:"title,omitzero"`
	By       string             `json:"by,omitempty"`  // the party that put it forward
	Index    int64              `json:"outcome_index"` // its number, the last issue varying fastest
	Values   map[string]string  `json:"values"`        // by issue
	Utils    []float64          `json:"utils"`         // of each party, in the order of parties
	Rational bool               `json:"rational"`      // nobody values it below no agreement
	Allowed  bool               `json:"allowed"`       // it keeps every red line
	Measures map[string]float64 `json:"measures"`      // what it pays: sums in whole units, shares in percent
	Distance *float64           `json:"distance"`      // to the nearest package of the frontier, in utility; only for packages that the file names
	Short    []float64          `json:"short_by"`      // by how much each party values it below no agreement, in the order of parties, 0 where it does not; only for nearest misses and for packages that the file names
	InZone   *float64           `json:"in_zone"`       // share of the drawn preferences in which it suits everybody; only for packages that the file names

	outcome negotiation.Outcome
}

// DealZone is the zone of possible agreement.
type DealZone struct {
	Empty    bool          `json:"empty"`          // no package suits everybody, by the likely values
	Count    int64         `json:"count"`          // packages in it
	Share    float64       `json:"share"`          // of those that keep the red lines
	Unlikely float64       `json:"empty_in_draws"` // share of the drawn preferences in which it is empty
	Misses   []DealPackage `json:"nearest_misses"` // where it is empty: the packages that come nearest

	Measures map[string]DealSpan `json:"measures"` // in real terms: the least and the most that its packages pay, by measure
	Values   map[string][]string `json:"values"`   // likewise, the values of each issue that occur in it
}

// DealSpan is the least and the most of a measure.
type DealSpan struct {
	Least float64 `json:"least"`
	Most  float64 `json:"most"`
}

// DealSolution is a package that a theory of bargaining singles out.
type DealSolution struct {
	Name string `json:"name"` // nash, kalai_smorodinsky, egalitarian or utilitarian
	DealPackage
}

// DealRobust says how often packages are solutions when weights vary.
type DealRobust struct {
	Draws  int              `json:"draws"`  // preferences drawn within their ranges
	Seed   uint64           `json:"seed"`   // of the draws
	Points []DealRobustLine `json:"points"` // at most ten, the most frequent first
}

// DealRobustLine is a package with the share of draws in which it is singled
// out.
type DealRobustLine struct {
	Nash        float64 `json:"nash"`        // share of draws in which it is the Nash solution
	Egalitarian float64 `json:"egalitarian"` // likewise, the egalitarian solution
	Efficient   float64 `json:"efficient"`   // likewise, on the frontier
	DealPackage
}

// DealRatification is the probability that a package is ratified.
type DealRatification struct {
	Of          string  `json:"of"`            // the package or solution
	Index       int64   `json:"outcome_index"` // its number
	Increase    float64 `json:"increase"`      // of the first year over what was paid before, percent
	NewItems    int     `json:"new_items"`     // cost items that were not there before
	Probability Chance  `json:"probability"`   // over the stated ranges
}

// openDeal reads the profiles and makes the problem of a negotiation.
func (w *Workbench) openDeal(r DealRequest) (*bargain, *deal.Problem, []dossier.DealProfile, error) {
	b, err := w.bargain(r.NegotiationQuestion)
	if err != nil {
		return nil, nil, nil, err
	}
	if b.about.Deal == nil || len(b.about.Deal.Issues) == 0 {
		return nil, nil, nil, usage("%s has no issues to make packages of", b.about.File)
	}
	profiles := slices.Clone(b.about.Deal.Profiles)
	if r.As != "" {
		if profiles, err = w.private(r, b, profiles); err != nil {
			return nil, nil, nil, err
		}
	}
	if len(profiles) < 2 {
		return nil, nil, nil, b.alone(profiles)
	}
	p, err := b.problem(profiles)
	if err == nil && r.Paths > 0 {
		p.Futures = r.Paths
	}
	return b, p, profiles, err
}

// alone tells that a deal needs two who want something.
func (b *bargain) alone(profiles []dossier.DealProfile) error {
	d := diag.Diagnostic{Code: diag.MissingKey, Pos: b.about.Deal.Pos, Path: "profiles", Message: "there are no profiles; a deal needs those of two parties", Hint: "profiles: [{party: …, owner: …, on: …, weights: […]}], or --as PARTY for one that is private"}
	if len(profiles) == 1 {
		d.Pos, d.Message = profiles[0].Pos, "only "+profiles[0].Party+" has a profile; a deal needs those of two parties"
	}
	return &FindingsError{diag.List{d}, b.read}
}

// private puts the private profile of a party in the place of what is written
// about it.
func (w *Workbench) private(r DealRequest, b *bargain, profiles []dossier.DealProfile) ([]dossier.DealProfile, error) {
	fsys, closer, err := w.find(r.Dossier)
	if err != nil {
		return nil, err
	}
	defer closer()
	own, found, err := b.Private(fsys, r.As, b.about)
	if errors.Is(err, dossier.ErrNoPrivate) {
		return nil, usage("--as %s: %w", r.As, err)
	}
	if err != nil {
		return nil, err
	}
	if errs := found.Errors(); len(errs) > 0 {
		return nil, &FindingsError{errs, b.read}
	}
	i := slices.IndexFunc(profiles, func(p dossier.DealProfile) bool { return p.Party == r.As })
	if i < 0 {
		return append(profiles, *own), nil
	}
	profiles[i] = *own
	return profiles, nil
}

// problem turns what the file says into a problem of package deal.
func (b *bargain) problem(profiles []dossier.DealProfile) (*deal.Problem, error) {
	d := b.about.Deal
	over, err := b.sum(d.Over)
	if err != nil {
		return nil, err
	}
	if over.Currency != b.Currency || over.Value.Sign() <= 0 {
		return nil, usage("%s: %s is nothing to compare a first year with", b.about.File, over)
	}
	drafts, found := b.Drafter(b.about)
	if errs := found.Errors(); len(errs) > 0 || drafts == nil {
		return nil, &FindingsError{errs, b.read}
	}
	p := &deal.Problem{
		Name: b.about.ID, Drafts: drafts, Input: Input(b.Dossier), World: b.schedule.World, Correlated: b.Correlated, Years: d.Years, Futures: d.Paths, Seed: d.Seed,
		Over: over.Value.Float64(), Renewal: d.Renewal, Discount: d.Discount, Measures: measured(d, profiles),
	}
	p.Input.Agreements = nil
	p.Prices, _ = b.FindSeries(d.Prices)
	p.Dollars, _ = b.FindSeries(d.Dollars)
	p.GDP, _ = b.FindSeries(d.GDP)
	for _, i := range d.Issues {
		issue := deal.Issue{ID: i.ID, Money: i.Money}
		for _, v := range i.Values {
			issue.Labels, issue.Numbers = append(issue.Labels, v.ID), append(issue.Numbers, v.Number)
			if i.Ends {
				issue.Ends = append(issue.Ends, v.LastYear)
			}
		}
		p.Issues = append(p.Issues, issue)
	}
	for _, path := range d.NoAgreement {
		p.Paths = append(p.Paths, path.Values)
	}
	return p, nil
}

// measured lists the measures that are shown always and those that somebody
// weighs.
func measured(d *dossier.Deal, profiles []dossier.DealProfile) []deal.Measure {
	all := []deal.Measure{deal.Total, deal.FirstYear, deal.FirstIncrease, deal.WorstTwenty, deal.Spread, deal.FixedYears}
	for m, series := range map[deal.Measure]string{deal.Real: d.Prices, deal.InDollars: d.Dollars, deal.ShareOfGDP: d.GDP} {
		if series != "" {
			all = append(all, m)
		}
	}
	for _, p := range profiles {
		for _, w := range p.Weights {
			all = append(all, deal.Measure(w.Measure))
		}
		for _, l := range p.RedLines {
			all = append(all, deal.Measure(l.Measure))
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return slices.DeleteFunc(all, func(m deal.Measure) bool { return m == "" })
}

func ranged(r ratification.Range) deal.Range {
	return deal.Range{Low: r.Low, Likely: r.Likely, High: r.High}
}

// wants turns the profiles of a file into those of package deal.
func wants(profiles []dossier.DealProfile) []deal.Profile {
	var all []deal.Profile
	for _, p := range profiles {
		out := deal.Profile{Party: p.Party, Loss: ranged(p.Loss)}
		for _, w := range p.Weights {
			x := deal.Weight{Measure: deal.Measure(w.Measure), Issue: max(w.Issue, 0), Weight: ranged(w.Weight), Values: w.Values}
			switch w.Shape {
			case "kinked":
				x.Shape = deal.Kinked{Worst: w.Worst, At: w.KinkAt, Worth: w.KinkWorth, Best: w.Best}
			case "saturating":
				x.Shape = deal.Saturating{Worst: w.Worst, Best: w.Best}
			default:
				x.Shape = deal.Linear{Worst: w.Worst, Best: w.Best}
			}
			out.Weights = append(out.Weights, x)
		}
		for _, l := range p.RedLines {
			line := deal.RedLine{Measure: deal.Measure(l.Measure), Low: math.Inf(-1), High: math.Inf(1)}
			if l.Least != nil {
				line.Low = *l.Least
			}
			if l.AtMost != nil {
				line.High = *l.AtMost
			}
			out.RedLines = append(out.RedLines, line)
		}
		for _, x := range p.Walks {
			out.Walks = append(out.Walks, deal.Walk{Path: x.Path, Chance: x.Chance})
		}
		all = append(all, out)
	}
	return all
}

// Deal tells which packages of real terms both sides can accept, where what is
// on the table lies, and what to do next.
func (w *Workbench) Deal(ctx context.Context, r DealRequest) (*DealResult, error) {
	if r.Rounds < 0 || r.Rounds > 100 || r.Draws < 0 || r.Draws > 10_000 {
		return nil, usage("--rounds is from 0 to 100, --draws from 0 to 10000")
	}
	if r.Paths < 0 || r.Paths > 100_000 {
		return nil, usage("--paths is from 1 to 100000")
	}
	d, err := w.dealt(ctx, r)
	if err != nil {
		return nil, err
	}
	return d.out, nil
}

// dealt values the packages of a negotiation; without a private profile, and as
// the dossier stands, once.
func (w *Workbench) dealt(ctx context.Context, r DealRequest) (*dealing, error) {
	m := w.memo(r.NegotiationQuestion)
	if r.As != "" || r.From != "" || r.Rounds != dealRounds || r.Draws != dealDraws || r.Paths != 0 {
		m = nil // what is private is kept nowhere, and of what can be asked in many ways only the plain question
	}
	if m != nil {
		ctx = context.WithoutCancel(ctx) // others may wait for it
	}
	return keep(m, "deal "+r.Negotiation, func() (*dealing, error) { return w.dealAnew(ctx, r) })
}

func (w *Workbench) dealAnew(ctx context.Context, r DealRequest) (*dealing, error) {
	b, problem, profiles, err := w.openDeal(r)
	if err != nil {
		return nil, err
	}
	valued, err := problem.Value(ctx)
	if err != nil {
		return nil, b.refused(err)
	}
	wanted := wants(profiles)
	scenario, back, err := valued.Scenario(wanted)
	if err != nil {
		return nil, usage("%s: %w", b.about.File, err)
	}
	solved, err := analysis.Analyze(scenario)
	if errors.Is(err, analysis.ErrUnusable) {
		return nil, b.crossed(valued, wanted)
	}
	if err != nil {
		return nil, err
	}
	d := &dealing{bargain: b, valued: valued, scenario: scenario, solved: solved, table: deal.NewTable(scenario), profiles: profiles, back: back}
	d.out = d.result(r)
	if err := d.robust(d.out, wanted, r.Draws); err != nil {
		return nil, err
	}
	if err := d.ratified(d.out); err != nil {
		return nil, err
	}
	if err := d.leverage(d.out); err != nil {
		return nil, err
	}
	if b.about.Wait != nil {
		if d.out.Waiting, err = b.wait(); err != nil { // a forecast not given by then spoils nothing else
			d.out.Notes = append(d.out.Notes, "settle or wait: "+strings.ReplaceAll(err.Error(), ErrUsage.Error()+": ", ""))
		}
	}
	return d, d.advise(d.out, r)
}

// crossed says that no package keeps every red line, and which come nearest.
func (b *bargain) crossed(valued *deal.Valued, wanted []deal.Profile) error {
	var near []string
	for _, m := range valued.NearestToLines(wanted, 3) {
		var values, lines []string
		for k, v := range m.Outcome {
			values = append(values, b.about.Deal.Issues[k].ID+" "+b.about.Deal.Issues[k].Values[v].ID)
		}
		for _, c := range m.Crosses {
			limit, word := c.High, "at most"
			if c.Value < c.Low {
				limit, word = c.Low, "at least"
			}
			lines = append(lines, fmt.Sprintf("%s is %s, %s wants %s %s", c.Measure, plainNumber(c.Value), c.Party, word, plainNumber(limit)))
		}
		near = append(near, strings.Join(values, ", ")+" ("+strings.Join(lines, "; ")+")")
	}
	return usage("%s: no package keeps every red line; the nearest are\n  %s", b.about.File, strings.Join(near, "\n  "))
}

// plainNumber writes sums without a fraction, the rest with six digits.
func plainNumber(x float64) string {
	if math.Abs(x) >= 1e6 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 6, 64)
}

// refused turns a package that makes no agreement into findings.
func (b *bargain) refused(err error) error {
	var bad *deal.InvalidError
	if !errors.As(err, &bad) {
		if errors.Is(err, deal.ErrTooLarge) || errors.Is(err, deal.ErrSeries) || errors.Is(err, deal.ErrNoIssue) || errors.Is(err, negotiation.ErrDuplicate) || errors.Is(err, negotiation.ErrNoValue) {
			return usage("%s: %w", b.about.File, err)
		}
		return err
	}
	list := slices.Clone(bad.List)
	for i := range list {
		list[i].Message += ", in package " + bad.Package
	}
	if len(list) == 0 {
		list = diag.List{{Code: diag.YearMissing, Pos: b.about.Deal.Pos, Path: b.about.File + "/deal", Message: bad.Error(), Hint: "packages are valued over " + b.about.Deal.Years.String() + ": the agreement, its rule prolonged, must say what each of them pays"}}
	}
	return &FindingsError{list, b.read}
}
