package report

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"entente/decimal"
	"entente/internal/text"
	"entente/money"
	"entente/schedule"
)

// Functions returns what the templates of pages and briefs may call, in a
// language.
func Functions(language string) template.FuncMap {
	look := func(u money.Units) Look { return Look{Language: language, Units: u} }
	return template.FuncMap{
		"t":    func(key string, args ...any) string { return Say(language, key, args...) },
		"word": func(kind string, v any) string { return Word(language, kind, v) },
		"in":   func(t text.Text) string { return t.In(language) },
		"sum":  func(v *decimal.Fraction, c money.Currency) string { return Sum(v, c, look(money.Units{})) },
		"full": func(v *decimal.Fraction, c money.Currency, u money.Units) string { return inFull(v, c, look(u)) },
		"diff": func(v *decimal.Fraction, c money.Currency, u money.Units) string { return Difference(v, c, look(u)) },
		"less": func(a, b *decimal.Fraction) *decimal.Fraction {
			if a == nil || b == nil {
				return nil
			}
			d := a.Sub(*b)
			return &d
		},
		"how":      func(l schedule.Line, u money.Units) string { return how(l, look(u)) },
		"value":    func(d schedule.Derivation, u money.Units) string { return Value(d, look(u)) },
		"amount":   func(d schedule.Derivation, u money.Units) string { return answer(d, look(u)) },
		"detail":   func(d schedule.Derivation, u money.Units) string { return detail(d, look(u)) },
		"body":     func(d schedule.Derivation, u money.Units) []string { return Body(d, look(u)) },
		"percent":  func(share string) string { return Percent(share, look(money.Units{})) },
		"grouped":  Optional,
		"printed":  Printed,
		"words":    func(s string) string { return strings.ReplaceAll(s, "_", " ") },
		"written":  Written,
		"year":     lineYear,
		"days":     func(n *int) string { return since(language, n) },
		"draw":     draw,
		"step":     func(d schedule.Derivation, u money.Units, below string) Step { return Step{d, u, below} },
		"cited":    citations,
		"chance":   Chance,
		"signed":   func(v float64) string { return fmt.Sprintf("%+.1f%%", v) },
		"decimals": func(v float64) string { return fmt.Sprintf("%.3f", v) },
		"either":   func(sum bool, v float64, c money.Currency) string { return Either(sum, v, c, language) },
		"counted":  Counted,
		"money":    func(v float64, c money.Currency) string { return Estimated(v, c, language) },
	}
}

// Written turns a value as files write it into one for readers: 15_192 eok
// becomes 15,192 eok, and a name_of_words words.
func Written(s string) string {
	b := []byte(s)
	for i, c := range b {
		switch {
		case c != '_':
		case i > 0 && i+1 < len(b) && isDigit(b[i-1]) && isDigit(b[i+1]):
			b[i] = ','
		default:
			b[i] = ' '
		}
	}
	return string(b)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// Step is a step of a derivation with what its template needs: the units in
// which money is printed, and below which address figures are.
type Step struct {
	schedule.Derivation
	Units money.Units
	Below string
}

// drawing is a chart.
type drawing interface{ Draw(w io.Writer) error }

// draw writes a chart into a page. Package chart escapes its texts.
func draw(c drawing) (template.HTML, error) {
	var b bytes.Buffer
	err := c.Draw(&b)
	return template.HTML(b.String()), err
}

// inFull is Full, in Korean where the amount is in won.
func inFull(v *decimal.Fraction, c money.Currency, look Look) string {
	if look.Language == "ko" && (v == nil || c == "KRW") {
		return Sum(v, c, look)
	}
	return Full(v, c, look)
}

// answer is the value of a step as one reads it out.
func answer(d schedule.Derivation, look Look) string {
	c, err := money.ParseCurrency(d.Unit)
	if err != nil {
		return Value(d, look)
	}
	return Sum(d.Value, c, look)
}

// detail is an amount of money with every digit; nothing where answer says it
// all.
func detail(d schedule.Derivation, look Look) string {
	c, err := money.ParseCurrency(d.Unit)
	if err != nil || d.Value == nil {
		return ""
	}
	return look.Units.Natural(money.Amount{Currency: c, Value: *d.Value})
}

func lineYear(l schedule.Line) string {
	if l.Period != nil {
		return Year(l.Period.From, l.Period.To)
	}
	return Year(l.Year, 0)
}

// citations collects the sources of a derivation, each once.
func citations(d schedule.Derivation) []*schedule.Cited {
	var out []*schedule.Cited
	var walk func(d schedule.Derivation)
	walk = func(d schedule.Derivation) {
		if s := d.Source; s != nil && !slices.ContainsFunc(out, func(c *schedule.Cited) bool { return c.ID == s.ID }) {
			out = append(out, s)
		}
		for _, in := range d.Inputs {
			walk(in)
		}
	}
	walk(d)
	return out
}
