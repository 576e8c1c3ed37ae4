package agreement

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"entente/money"
)

// Words tells a rule in one line of English, as an official would write it in
// a table. Money is printed by the given function.
func (m *Amount) Words(show func(money.Amount) string) string {
	words := []string{termWords(m.Term, show)}
	for _, b := range m.Caps {
		words = append(words, "at most "+boundWords(b, show))
	}
	for _, b := range m.Floors {
		words = append(words, "at least "+boundWords(b, show))
	}
	text := strings.Join(words, ", ")
	if m.Gap {
		text += " (gap, settled later)"
	}
	return text
}

func termWords(t Term, show func(money.Amount) string) string {
	switch t := t.(type) {
	case Fixed:
		parts := make([]string, len(t.Sums))
		for i, s := range t.Sums {
			parts[i] = show(s)
		}
		return strings.Join(parts, " + ")
	case Escalate:
		from := "the year before"
		if t.Year != 0 {
			from = strconv.Itoa(t.Year)
		}
		return fmt.Sprintf("%s × (1 + %s)", from, RateWords(t.By))
	case SameAs:
		return fmt.Sprintf("as %d", t.Year)
	case Formula:
		return t.Text
	case Open:
		return "left open"
	default:
		return ""
	}
}

func boundWords(b Bound, show func(money.Amount) string) string {
	switch b.On {
	case StepBound:
		return b.Rate.String() + "% a year"
	case LevelBound:
		return show(b.Amount) + " a year"
	case SumBound:
		return show(b.Amount) + " in all"
	default:
		return ""
	}
}

// RateWords tells a rate in words: "kr.cpi of two years before, at most 4%".
func RateWords(r Rate) string {
	switch r := r.(type) {
	case FixedRate:
		if r.Label != "" {
			return fmt.Sprintf("%s%% (%s)", r.Percent, r.Label)
		}
		return r.Percent.String() + "%"
	case Index:
		when := lagWords(r.Lag)
		if r.Year != 0 {
			when = strconv.Itoa(r.Year)
		}
		return adjustWords(r.Series+" of "+when, r.Adjust)
	case LevelGrowth:
		since := fmt.Sprintf("over %d years", r.Since)
		switch {
		case r.LastRise:
			since = "since the last rise"
		case r.Base != 0:
			since = fmt.Sprintf("since %d", r.Base)
		case r.Since == 1:
			since = "over a year"
		}
		return adjustWords(fmt.Sprintf("growth of %s %s, read in %s%s", r.Series, since, lagWords(r.Lag), averageWords(r.Average)), r.Adjust)
	case SumRate:
		return joinRates(r.Rates, " + ")
	case CompoundRate:
		return joinRates(r.Rates, " compounded with ")
	default:
		return ""
	}
}

func averageWords(a *Average) string {
	if a == nil {
		return ""
	}
	last := time.Month(a.To).String()
	if a.Months == 1 {
		return " in " + last
	}
	return fmt.Sprintf(" as the mean of %d months to %s", a.Months, last)
}

func joinRates(rates []Rate, with string) string {
	words := make([]string, len(rates))
	for i, r := range rates {
		words[i] = RateWords(r)
	}
	return strings.Join(words, with)
}

func lagWords(lag int) string {
	switch lag {
	case 0:
		return "the same year"
	case 1:
		return "the year before"
	case 2:
		return "two years before"
	default:
		return fmt.Sprintf("%d years before", lag)
	}
}

func adjustWords(text string, a Adjust) string {
	if a.Round != nil {
		text += ", rounded to " + a.Round.String() + "%"
	}
	if a.Times != nil {
		text += ", of which " + a.Times.String() + "%"
	}
	if a.Add != nil {
		text += ", plus " + a.Add.String() + " points"
	}
	if a.Cap != nil {
		text += ", at most " + a.Cap.Rate.String() + "%"
	}
	if a.Floor != nil {
		text += ", at least " + a.Floor.Rate.String() + "%"
	}
	return text
}
