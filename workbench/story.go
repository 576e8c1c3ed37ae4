package workbench

import (
	"fmt"
	"slices"
	"strconv"

	"entente/agreement"
	"entente/decimal"
	"entente/internal/nearest"
	"entente/internal/text"
	"entente/money"
	"entente/period"
	"entente/series"
	"entente/talks"
)

// StatusRequest asks where the talks stand.
type StatusRequest struct {
	Question
	On string // a day; "" is today
}

// StatusResult is where the talks stand on a day.
type StatusResult struct {
	Header
	Title        text.Text      `json:"title"`
	On           period.Day     `json:"on"`
	Agreement    *string        `json:"agreement"` // in force; null in a gap
	Year         *int           `json:"year"`      // the calendar year, where an agreement is in force
	YearOfTerm   string         `json:"year_of_term,omitempty"`
	Last         *string        `json:"last"` // in force, or expired last
	Expires      *period.Day    `json:"expires"`
	DaysToExpiry *int           `json:"days_to_expiry"` // negative after expiry
	Gap          bool           `json:"gap"`
	Successor    *SuccessorLine `json:"successor"`
	Breakdown    *EventLine     `json:"breakdown"`
	Demands      []PositionLine `json:"demands"`
	Offers       []PositionLine `json:"offers"`
	Elections    []ElectionLine `json:"elections"`
	Earlier      []PaceLine     `json:"earlier"`
	This         *PaceLine      `json:"this"`
	Latest       []EventLine    `json:"latest"`
	Early        string         `json:"early"` // how this compares, in words

	Names Names `json:"-"`
}

// SuccessorLine is the agreement in the making.
type SuccessorLine struct {
	Agreement string      `json:"agreement"`
	Stage     string      `json:"stage"`
	Envoys    []EnvoyLine `json:"envoys"`
	Round     int         `json:"round"`
	Since     string      `json:"since"`
}

// EnvoyLine is who heads a delegation.
type EnvoyLine struct {
	Party string    `json:"party"`
	Name  text.Text `json:"name"`
	From  string    `json:"from"`
}

// PositionLine is a demand or an offer, as put and in one currency.
type PositionLine struct {
	Party      string            `json:"party"`
	Kind       string            `json:"kind"`
	Agreement  string            `json:"agreement"`
	AsPut      string            `json:"as_put"`
	Currency   money.Currency    `json:"currency"`
	Amount     *decimal.Fraction `json:"amount"`     // null where it has no money, or no rate is known
	Conversion string            `json:"conversion"` // how it became that amount
	For        int               `json:"for,omitempty"`
	From       string            `json:"from"`
	Until      string            `json:"until,omitempty"`
	SaidBy     string            `json:"said_by,omitempty"`
	Text       text.Text         `json:"text"`
	Source     []string          `json:"source"`
	Unverified bool              `json:"unverified,omitempty"`
}

// ElectionLine is an election ahead.
type ElectionLine struct {
	In           string     `json:"in"`
	On           period.Day `json:"on"`
	What         text.Text  `json:"what"`
	DaysUntil    int        `json:"days_until"`
	BeforeExpiry bool       `json:"before_expiry"`
}

// PaceLine says how early talks began and ended.
type PaceLine struct {
	Agreement string `json:"agreement"`
	Began     *int   `json:"talks_began_days_before_expiry"`
	Concluded *int   `json:"concluded_days_before_expiry"`
	Rounds    int    `json:"rounds"`
}

// EventLine is something that happened.
type EventLine struct {
	Date      string   `json:"date"`
	Kind      string   `json:"kind"`
	Parties   []string `json:"parties"`
	Agreement string   `json:"agreement,omitempty"`
	Summary   string   `json:"summary"`              // in English
	SummaryKO string   `json:"summary_ko,omitempty"` // in Korean, where there is one
	Source    []string `json:"source"`
}

// In returns the summary in a language.
func (e EventLine) In(language string) string {
	return text.Text{EN: e.Summary, KO: e.SummaryKO}.In(language)
}

// Status tells where the talks stand on a day, from what was known on it.
func (w *Workbench) Status(r StatusRequest) (*StatusResult, error) {
	on, err := day("on", r.On)
	if err != nil {
		return nil, err
	}
	if on.IsZero() {
		on = period.DayOf(w.Now())
	}
	r.Known = on.String()
	c, err := w.compute(r.Question)
	if err != nil {
		return nil, err
	}
	st := c.Story.On(on, c.Agreements)
	out := &StatusResult{Header: c.header(), Names: c.names(), Title: c.Title, On: on, Gap: st.Gap, Demands: []PositionLine{}, Offers: []PositionLine{}, Elections: []ElectionLine{}, Earlier: []PaceLine{}}
	if st.Last != nil {
		expires, days := st.Last.Term.To, st.DaysToExpiry
		out.Last, out.Expires, out.DaysToExpiry = &st.Last.ID, &expires, &days
	}
	if st.InForce != nil {
		year := on.Year
		out.Agreement, out.Year, out.YearOfTerm = &st.InForce.ID, &year, talks.YearOfTerm(st.InForce, on)
	}
	if s := st.Successor; s != nil {
		out.Successor = &SuccessorLine{Agreement: s.ID, Stage: s.Stage, Round: s.Round, Since: s.Since.String(), Envoys: []EnvoyLine{}}
		for _, e := range s.Envoys {
			out.Successor.Envoys = append(out.Successor.Envoys, EnvoyLine{e.Party, e.Name, e.From.String()})
		}
	}
	for _, p := range st.Demands {
		out.Demands = append(out.Demands, c.position(p))
	}
	for _, p := range st.Offers {
		out.Offers = append(out.Offers, c.position(p))
	}
	if st.Breakdown != nil {
		e := eventLine(*st.Breakdown)
		out.Breakdown = &e
	}
	for _, e := range st.Elections {
		out.Elections = append(out.Elections, ElectionLine{e.In, e.On, e.What, on.DaysUntil(e.On), out.Expires != nil && !e.On.After(*out.Expires)})
	}
	for _, e := range st.Latest {
		out.Latest = append(out.Latest, eventLine(e))
	}
	for _, p := range st.Earlier {
		out.Earlier = append(out.Earlier, PaceLine(p))
	}
	if st.This != nil {
		this := PaceLine(*st.This)
		out.This = &this
		out.Early = early(st)
	}
	return out, nil
}

// early compares the beginning of the talks with those before, in words.
func early(st talks.Status) string {
	later, of := st.Early()
	if of == 0 {
		return ""
	}
	days := *st.This.Began
	switch later {
	case of:
		return fmt.Sprintf("early: talks began %d days before expiry, earlier than all %d before", days, of)
	case 0:
		return fmt.Sprintf("late: talks began %d days before expiry, later than all %d before", days, of)
	default:
		return fmt.Sprintf("talks began %d days before expiry, earlier than %d of the %d before", days, later, of)
	}
}

// position prices a demand or an offer in the currency of the dossier.
func (c *computed) position(p talks.Position) PositionLine {
	l := PositionLine{
		Party: p.Party, Kind: p.Kind, Agreement: p.Agreement, Currency: c.Currency, For: p.For, From: p.From.String(), SaidBy: p.SaidBy, Text: p.Text,
		Source: p.Mark.Source.IDs, Unverified: p.Mark.Unverified,
	}
	if p.Until != (period.Date{}) {
		l.Until = p.Until.String()
	}
	switch v := p.Value.(type) {
	case talks.Sum:
		l.AsPut = c.Units.Natural(v.Amount)
		l.Amount, l.Conversion = c.inCurrency(v.Amount, p.From)
	case talks.Increase:
		l.AsPut = fmt.Sprintf("+%s%% over %d", v.Percent, v.Over)
		l.Amount, l.Conversion = c.multiple(v.Over, decimal.Whole(1).Add(v.Percent.Fraction().Mul(decimal.Frac(1, 100))))
	case talks.Multiple:
		l.AsPut = fmt.Sprintf("%s times %d", v.Times, v.Of)
		l.Amount, l.Conversion = c.multiple(v.Of, v.Times.Fraction())
	case talks.Words:
		l.AsPut = p.Text.EN
	}
	return l
}

// multiple takes a figure of the schedule as known on the day times a factor.
func (c *computed) multiple(year int, factor decimal.Fraction) (*decimal.Fraction, string) {
	for _, a := range c.Agreements {
		f, ok := c.schedule.Plan.Find(a.ID + "/" + strconv.Itoa(year))
		if !ok {
			continue
		}
		amount, v := c.schedule.Amount(f)
		if !v.Known() {
			return nil, f.ID + " was not known"
		}
		rounded, _ := amount.Value.Mul(factor).Round(decimal.FromInt(1), decimal.HalfUp)
		out := rounded.Fraction()
		return &out, fmt.Sprintf("%s (%s) × %s", f.ID, c.Units.Natural(amount), factor)
	}
	return nil, fmt.Sprintf("no figure for %d", year)
}

// inCurrency converts at the monthly average of the month in which a position
// was put, else at the last one published by then.
func (c *computed) inCurrency(a money.Amount, from period.Date) (*decimal.Fraction, string) {
	if a.Currency == c.Currency {
		return &a.Value, ""
	}
	s, ok := c.monthly(a.Currency)
	if !ok {
		return nil, "no monthly rate in the dossier"
	}
	month := period.Period{Year: from.Year, Month: max(from.Month, 1)}
	obs, found := s.At(month, c.schedule.World.Known)
	for _, o := range slices.Backward(s.Observations) {
		if found {
			break
		}
		if !o.Published.After(c.schedule.World.Known) {
			obs, found = o, true
		}
	}
	of, per, err := money.ParsePair(s.Unit)
	if !found || err != nil {
		return nil, "no rate was published by then"
	}
	out, err := money.Rate{Value: obs.Value.Fraction(), Of: of, Per: per}.Convert(a)
	if err != nil {
		return nil, err.Error()
	}
	rounded, _ := out.Value.Round(decimal.FromInt(1), decimal.HalfUp)
	v := rounded.Fraction()
	return &v, fmt.Sprintf("average of %s, %s %s", obs.Period, obs.Value, s.Unit)
}

func (c *computed) monthly(other money.Currency) (*series.Series, bool) {
	for _, s := range c.Series {
		of, per, err := money.ParsePair(s.Unit)
		if s.Kind == series.Rate && s.Frequency == "month" && err == nil && (of == c.Currency && per == other || of == other && per == c.Currency) {
			return s, true
		}
	}
	return nil, false
}

func eventLine(e talks.Event) EventLine {
	return EventLine{Date: e.On.String(), Kind: e.Kind, Parties: append([]string{}, e.Parties...), Agreement: e.Agreement, Summary: e.Summary.EN, SummaryKO: e.Summary.KO, Source: e.Mark.Source.IDs}
}

// RoundsResult is the rounds of the talks.
type RoundsResult struct {
	Header
	Rounds []RoundLine `json:"rounds"`
}

// RoundLine is a round with what stood on the table.
type RoundLine struct {
	Agreement  string            `json:"agreement"`
	Number     int               `json:"number"`
	From       string            `json:"from"`
	To         string            `json:"to"`
	Place      string            `json:"place"`
	Heads      map[string]string `json:"heads"`
	Asked      []PositionLine    `json:"asked"`
	Offered    []PositionLine    `json:"offered"`
	Gap        *GapLine          `json:"gap"` // null where one side named no sum
	Source     []string          `json:"source"`
	Note       string            `json:"note,omitempty"`
	Unverified bool              `json:"unverified,omitempty"`
}

// GapLine is the distance between the last demand and the last offer.
type GapLine struct {
	Currency money.Currency   `json:"currency"`
	Amount   decimal.Fraction `json:"amount"`
}

// Rounds lists the rounds of the talks, with what each side asked and offered
// by then.
func (w *Workbench) Rounds(q Question, agreementID string) (*RoundsResult, error) {
	c, err := w.compute(q)
	if err != nil {
		return nil, err
	}
	if err := c.mustHave(agreementID); err != nil {
		return nil, err
	}
	out := &RoundsResult{Header: c.header(), Rounds: []RoundLine{}}
	for _, r := range c.Story.Rounds {
		if agreementID != "" && r.Agreement != agreementID || !knownBy(c, r.From) {
			continue
		}
		l := RoundLine{
			Agreement: r.Agreement, Number: r.Number, From: r.From.String(), To: r.To.String(), Place: r.Place, Heads: map[string]string{}, Asked: []PositionLine{}, Offered: []PositionLine{},
			Source: r.Mark.Source.IDs, Note: r.Note, Unverified: r.Mark.Unverified,
		}
		for _, h := range r.Heads {
			l.Heads[h.Party] = h.Name
		}
		for _, p := range c.Story.Positions {
			if p.Agreement != r.Agreement || !p.Stands(r.To.Last()) {
				continue
			}
			if p.Kind == "demand" {
				l.Asked = append(l.Asked, c.position(p))
			} else {
				l.Offered = append(l.Offered, c.position(p))
			}
		}
		l.Gap = gap(l, c.Currency)
		out.Rounds = append(out.Rounds, l)
	}
	return out, nil
}

func knownBy(c *computed, d period.Date) bool {
	known := c.schedule.World.Known
	return known.IsZero() || !d.Last().After(known)
}

func (c *computed) mustHave(id string) error {
	if id == "" || slices.ContainsFunc(c.Agreements, func(a *agreement.Agreement) bool { return a.ID == id }) {
		return nil
	}
	return usage("there is no agreement %.60q: %s", id, nearest.Hint(id, ids(c.Dossier)))
}

// gap is the last demand in money less the last offer in money.
func gap(l RoundLine, currency money.Currency) *GapLine {
	ask, bid := lastAmount(l.Asked), lastAmount(l.Offered)
	if ask == nil || bid == nil {
		return nil
	}
	return &GapLine{currency, ask.Sub(*bid)}
}

func lastAmount(all []PositionLine) *decimal.Fraction {
	for _, p := range slices.Backward(all) {
		if p.Amount != nil {
			return p.Amount
		}
	}
	return nil
}

// EventsRequest asks what happened.
type EventsRequest struct {
	Question
	From, To, Kind string
}

// EventsResult is what happened, earliest first.
type EventsResult struct {
	Header
	Events []EventLine `json:"events"`
}

// Events lists what happened: events, rounds, elections and the milestones of
// the agreements in one order of time.
func (w *Workbench) Events(r EventsRequest) (*EventsResult, error) {
	from, err := day("from", r.From)
	if err != nil {
		return nil, err
	}
	if len(r.From) > 0 { // the first day of a partial date
		p, _ := period.Parse(r.From) // just read
		from = p.First()
	}
	to, err := day("to", r.To)
	if err != nil {
		return nil, err
	}
	if r.Kind != "" && !slices.Contains(talks.EventKinds(), r.Kind) {
		return nil, usage("--kind %.40q: %s", r.Kind, nearest.Hint(r.Kind, talks.EventKinds()))
	}
	c, err := w.compute(r.Question)
	if err != nil {
		return nil, err
	}
	out := &EventsResult{Header: c.header(), Events: []EventLine{}}
	for _, e := range c.Story.Events {
		if r.Kind != "" && e.Kind != r.Kind || e.On.Last().Before(from) || !to.IsZero() && e.On.First().After(to) || !knownBy(c, e.On) {
			continue
		}
		out.Events = append(out.Events, eventLine(e))
	}
	return out, nil
}
