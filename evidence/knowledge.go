package evidence

import (
	"slices"
	"strings"

	"entente/decimal"
	"entente/period"
)

// Knowledge is what a dossier knows, in the form that the judgement of a text
// needs: agreements with their yearly sums and dates, further quantities with
// what was reported about them, exchange rates, and names.
type Knowledge struct {
	Series  string // id of the series of agreements: sma
	Home    string // currency the agreements are in: KRW
	Pacts   []Pact // in the order of their numbers
	Topics  []Topic
	Rates   []Rate // home currency per unit of another, by month or year
	Actors  []Actor
	Reports []Report
}

// Pact is one agreement as a text may speak of it.
type Pact struct {
	ID          string // sma.11
	Number      int
	First, Last int      // years covered
	Aliases     []string // further names, in lower case
	Years       []Yearly
	Dates       []Dated
	Rounds      []Round
	Rule        string            // in words, for the margin
	Cap         *decimal.Fraction // ceiling of a yearly change in percent; nil where there is none
}

// Yearly is what an agreement pays in one year.
type Yearly struct {
	Year     int
	Quantity string // id of the sum
	Amount   decimal.Fraction
	Change   string            // id of the change against the year before, or ""
	Growth   *decimal.Fraction // in percent, as published
	Basis    string            // the arithmetic behind the sum, in words
	GrowthOn string            // the arithmetic behind the change
	Unsure   bool              // unverified or projected
	Shaky    bool              // the change rests on a sum that is
}

// Dated is a day or period of the life of an agreement. Role is one of
// talks_start, envoys_named, concluded, announced, initialled, signed, consent,
// entry_into_force, effective_year, expiry, or a word of the dossier.
type Dated struct {
	Role     string
	Quantity string
	Span     period.Span
	Source   []string
}

// Round is one round of talks.
type Round struct {
	Number int
	Span   period.Span
	Place  string
}

// Topic is a quantity that no agreement computes: a demand, the number of
// troops, a share of cost. Its values are what was reported or stated.
type Topic struct {
	ID     string
	Unit   string     // USD, persons, percent, fraction
	Words  [][]string // every group must have a word in the sentence or nearby
	Avoid  []string   // words that speak against it
	Years  period.Years
	Firm   bool   // an official figure: what differs is wrong, not another report
	Of     string // quantity that multiples and percentages are measured against
	Values []Report
}

// Report is one publication of a value.
type Report struct {
	Quantity  string
	Low, High decimal.Fraction
	Unit      string
	Speaker   string
	Publisher string
	Published period.Period
	Title     string
	Original  string // publisher it was taken from; "" when it is the original
	Source    string // id
	Computed  bool   // from the text of an agreement, not from a report
}

// Rate is the price of one unit of a currency in the home currency.
type Rate struct {
	Currency string
	Period   period.Period
	Value    decimal.Fraction
}

// Actor is a party, institution or person with the names a text uses.
type Actor struct {
	Name    string
	Aliases []string
	Side    string // party it belongs to
}

// pactByNumber returns the agreement of that number.
func (k *Knowledge) pactByNumber(n int) *Pact {
	for i := range k.Pacts {
		if k.Pacts[i].Number == n {
			return &k.Pacts[i]
		}
	}
	return nil
}

// covering returns the agreement that pays in a year, the latest one first.
func (k *Knowledge) covering(year int) *Pact {
	for i := len(k.Pacts) - 1; i >= 0; i-- {
		if p := &k.Pacts[i]; p.First <= year && year <= p.Last {
			return p
		}
	}
	return nil
}

// negotiated returns the agreement that was under negotiation on a day, or had
// just been concluded.
func (k *Knowledge) negotiated(day period.Day) *Pact {
	for i := range k.Pacts {
		p := &k.Pacts[i]
		end, ok := p.date("concluded")
		if !ok {
			continue
		}
		if day.Before(end.To.AddDays(1)) {
			return p
		}
	}
	return nil
}

// fresh returns the agreement concluded in the year before a day.
func (k *Knowledge) fresh(day period.Day) *Pact {
	for i := len(k.Pacts) - 1; i >= 0; i-- {
		end, ok := k.Pacts[i].date("concluded")
		if ok && !day.Before(end.From) && end.From.DaysUntil(day) <= 400 {
			return &k.Pacts[i]
		}
	}
	return nil
}

// agreed returns the agreement that was concluded, initialled or signed in a
// span; the conclusion decides before the signature.
func (k *Knowledge) agreed(when period.Span) *Pact {
	for _, role := range [...]string{"concluded", "announced", "initialled", "signed"} {
		for i := range k.Pacts {
			if c, ok := k.Pacts[i].date(role); ok {
				if _, touch := c.Intersect(when); touch {
					return &k.Pacts[i]
				}
			}
		}
	}
	return nil
}

func (p *Pact) date(role string) (period.Span, bool) {
	for _, d := range p.Dates {
		if d.Role == role {
			return d.Span, true
		}
	}
	return period.Span{}, false
}

func (p *Pact) dated(role string) *Dated {
	for i := range p.Dates {
		if p.Dates[i].Role == role {
			return &p.Dates[i]
		}
	}
	return nil
}

func (p *Pact) year(y int) *Yearly {
	for i := range p.Years {
		if p.Years[i].Year == y {
			return &p.Years[i]
		}
	}
	return nil
}

// amount returns the yearly sum of any agreement.
func (k *Knowledge) amount(year int) *Yearly {
	if p := k.covering(year); p != nil {
		return p.year(year)
	}
	return nil
}

// byQuantity finds a yearly sum or change by its id.
func (k *Knowledge) byQuantity(id string) (*Pact, *Yearly) {
	for i := range k.Pacts {
		for j := range k.Pacts[i].Years {
			if y := &k.Pacts[i].Years[j]; y.Quantity == id || y.Change == id && id != "" {
				return &k.Pacts[i], y
			}
		}
	}
	return nil, nil
}

// ceiling returns the agreement whose cap a quantity is.
func (k *Knowledge) ceiling(id string) *Pact {
	for i := range k.Pacts {
		if k.Pacts[i].Cap != nil && id == k.Pacts[i].ID+".cap" {
			return &k.Pacts[i]
		}
	}
	return nil
}

func (k *Knowledge) topic(id string) *Topic {
	for i := range k.Topics {
		if k.Topics[i].ID == id {
			return &k.Topics[i]
		}
	}
	return nil
}

// rates returns the rates of a currency whose period touches a span, as the
// lowest and the highest.
func (k *Knowledge) rates(currency string, span period.Span) (low, high decimal.Fraction, ok bool) {
	for _, r := range k.Rates {
		if r.Currency != currency {
			continue
		}
		if _, touch := span.Intersect(period.Span{From: r.Period.First(), To: r.Period.Last()}); !touch {
			continue
		}
		if !ok {
			low, high, ok = r.Value, r.Value, true
			continue
		}
		low, high = low.Min(r.Value), high.Max(r.Value)
	}
	return low, high, ok
}

// firstRate returns the first year with a rate of a currency, or 0.
func (k *Knowledge) firstRate(currency string) int {
	first := 0
	for _, r := range k.Rates {
		if r.Currency == currency && (first == 0 || r.Period.Year < first) {
			first = r.Period.Year
		}
	}
	return first
}

// canonical returns the name under which a dossier knows a speaker.
func (k *Knowledge) canonical(name string) string {
	low := strings.ToLower(name)
	for _, a := range k.Actors {
		if strings.ToLower(a.Name) == low || slices.Contains(a.Aliases, low) {
			return a.Name
		}
	}
	return name
}
