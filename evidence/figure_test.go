package evidence

import (
	"strings"
	"testing"

	"entente/period"
)

// Each text holds the figures behind it, in the form kind value unit bound.
func TestFigures(t *testing.T) {
	t.Parallel()
	day := period.Day{Year: 2024, Month: 3, Day: 13}
	for _, c := range []struct{ text, want string }{
		{"pays 1.18 trillion won ($1.04 billion at the time)", "money 1180000000000 KRW; money 1040000000 USD <1"},
		{"about ₩920bn, or US$867m", "money 920000000000 KRW approx; money 867000000 USD <1"},
		{"USD34.6 million and 188.1 billion yen", "money 34600000 USD; money 188100000000 JPY"},
		{"1,038.9 billion South Korean won", "money 1038900000000 KRW"},
		{"a 5-billion-dollar bill", "money 5000000000 USD"},
		{"$1.2-1.6 billion a year", "money 1200000000..1600000000 USD /year"},
		{"billions of dollars", "money_qualitative 1000000000 USD at_least"},
		{"nearly 50 percent more", "percent 50 percent less_than_approx"},
		{"rose 1.5 percentage points", "percent 1.5 points"},
		{"5 to 10 per cent", "percent 5..10 percent"},
		{"a five-fold increase", "multiple 5 times"},
		{"doubled the sum", "multiple 2 times"},
		{"a double-digit rise, met five times", ""},
		{"a little less than half of the cost", "fraction 0.5 fraction less_than_approx"},
		{"two-thirds of the bill in the first half", "fraction 2/3 fraction"},
		{"some 28,500 U.S. troops", "count 28500 persons approx"},
		{"a 28,500-strong force", "count 28500 persons"},
		{"F-35 jets, Highway 1, COVID-19, Article 5, G7", ""},
		{"the ninth such deal; the 7th Fleet", "ordinal 9 ordinal"},
		{"a year and three months", "duration 15 months"},
		{"a 72-year-old man", ""},
		{"at least $200 million", "money 200000000 USD at_least"},
		{"as much as $5 billion", "money 5000000000 USD at_most"},
		{"no more than 5%", "percent 5 percent at_most"},
		{"two and a half million dollars", "money 2500000 USD"},
		{"1조1천833억원(약 10억4천만 달러)", "money 1183300000000 KRW; money 1040000000 USD approx <1"},
		{"9602억원에서 8.2% 인상", "money 960200000000 KRW; percent 8.2 percent"},
		{"2만8천500여 명", "count 28500 persons at_least"},
		{"다섯 배, 절반 가까이", "multiple 5 times; fraction 0.5 fraction less_than_approx"},
		{"제11차 협정", "ordinal 11 ordinal"},
		{"13.9%포인트", "percent 13.9 points"},
	} {
		s := &scanner{toks: tokenize(c.text, 0), day: day}
		var got []string
		for _, h := range s.scan() {
			f := h.figure
			if f.IsDate() {
				continue
			}
			v := f.Value.Amount.String()
			if f.Value.Low != nil {
				v = f.Value.Low.String() + ".." + f.Value.High.String()
			}
			text := string(f.Kind) + " " + v + " " + f.Value.Unit
			if f.Bound != "" {
				text += " " + string(f.Bound)
			}
			if f.Value.Per != "" {
				text += " /" + f.Value.Per
			}
			if f.Value.Converted > 0 {
				text += " <" + itoa(f.Value.Converted)
			}
			got = append(got, text)
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", c.text, g, c.want)
		}
	}
}

// Dates are seen from Wednesday 13 March 2024.
func TestDates(t *testing.T) {
	t.Parallel()
	day := period.Day{Year: 2024, Month: 3, Day: 13}
	for _, c := range []struct{ text, want string }{
		{"said on Wednesday", "2024-03-13"},
		{"said Monday", "2024-03-11"},
		{"will meet on Friday", "2024-03-15"},
		{"last Friday", "2024-03-08"},
		{"held in November", "2023-11-01..2023-11-30"},
		{"before the November election", "2024-11-01..2024-11-30"},
		{"the talks will begin in April", "2024-04-01..2024-04-30"},
		{"March 7-9, 2018", "2018-03-07..2018-03-09"},
		{"from Wednesday to Friday", "2024-03-13..2024-03-15"},
		{"from 2026 to 2030", "2026-01-01..2030-12-31"},
		{"2014-18", "2014-01-01..2018-12-31"},
		{"at the end of 2025", "2025-12-31"},
		{"in the early 1990s", "1990-01-01..1993-12-31"},
		{"late August 2024", "2024-08-21..2024-08-31"},
		{"last year", "2023-01-01..2023-12-31"},
		{"earlier this month", "2024-03-01..2024-03-13"},
		{"two years ago", "2022-01-01..2022-12-31"},
		{"it may march on", ""},
		{"the third quarter of 2024", "2024-07-01..2024-09-30"},
		{"지난해 11월", "2023-11-01..2023-11-30"},
		{"2025년 말", "2025-12-31"},
		{"2022년부터 2025년까지", "2022-01-01..2025-12-31"},
		{"4월 23∼25일", "2023-04-23..2023-04-25"},
		{"오는 4월", "2024-04-01..2024-04-30"},
		{"내년", "2025-01-01..2025-12-31"},
	} {
		s := &scanner{toks: tokenize(c.text, 0), day: day}
		got := ""
		for _, h := range s.scan() {
			if span := h.figure.Value.Span; h.figure.IsDate() && got == "" {
				got = span.From.String()
				if span.From != span.To {
					got += ".." + span.To.String()
				}
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}
