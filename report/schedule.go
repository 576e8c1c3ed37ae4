package report

import (
	"fmt"
	"strconv"
	"strings"

	"entente/decimal"
	"entente/money"
	"entente/schedule"
)

// Look says how a report may look.
type Look struct {
	Format   Format
	Colour   bool
	Language string // en or ko
	Units    money.Units
}

// exact reports whether cells carry every digit rather than what reads well.
func (l Look) exact() bool { return l.Format == CSV }

// Schedule lays out the years of a schedule.
func Schedule(title string, lines []schedule.Line, totals []schedule.Total, look Look) *Table {
	if len(lines) > 0 && lines[0].Period != nil {
		return contributions(title, lines, totals, look)
	}
	t := &Table{Title: title, Columns: []Column{
		{Name: "year"},
		{Name: "agreement"},
		{Name: "amount", Right: true},
		{Name: "in full", Right: true},
		{Name: "growth", Right: true},
		{Name: "status"},
		{Name: "basis"},
		{Name: "", Plain: true},
		{Name: "how"},
	}}
	if look.exact() {
		t.Columns[2].Name, t.Columns[3].Name = "amount", "currency"
	}
	most := largest(lines)
	for _, l := range lines {
		amount, full := look.amount(l.Amount, l.Currency)
		growth := ""
		if l.Growth != nil {
			growth = signed(*l.Growth) + "%"
			if look.exact() {
				growth = l.Growth.String()
			}
		}
		t.Add(strconv.Itoa(l.Year), deref(l.Agreement, "–"), amount, full, growth, l.Status.String(), basisOf(l), bar(l.Amount, most), how(l, look))
	}
	if look.Colour {
		t.Style = statusColours(lines)
	}
	for _, total := range totals {
		t.Notes = append(t.Notes, totalNote(total, look))
	}
	t.Notes = append(t.Notes, legend(lines)...)
	return t
}

// contributions lays out what parties pay of sums that a key divides.
func contributions(title string, lines []schedule.Line, totals []schedule.Total, look Look) *Table {
	t := &Table{Title: title, Columns: []Column{
		{Name: "years"},
		{Name: "key"},
		{Name: "party"},
		{Name: "amount", Right: true},
		{Name: "in full", Right: true},
		{Name: "status"},
		{Name: "basis"},
		{Name: "", Plain: true},
	}}
	if look.exact() {
		t.Columns[4].Name = "currency"
	}
	most := largest(lines)
	for _, l := range lines {
		span := strconv.Itoa(l.Year)
		if l.Period != nil {
			span = fmt.Sprintf("%d–%d", l.Period.From, l.Period.To)
		}
		short, full := look.amount(l.Amount, l.Currency)
		if !look.exact() && l.Amount != nil {
			full = money.Grouped(*l.Amount)
		}
		t.Add(span, deref(l.Agreement, "–"), l.Party, short, full, l.Status.String(), basisOf(l), bar(l.Amount, most))
	}
	for _, total := range totals {
		t.Notes = append(t.Notes, fmt.Sprintf("total of %d contributions: %s %s", total.Years, money.Grouped(total.Amount), total.Currency))
	}
	return t
}

// amount returns the two cells of an amount: as the field prints it, and in
// full.
func (l Look) amount(v *decimal.Fraction, c money.Currency) (short, full string) {
	if v == nil {
		if l.exact() {
			return "", string(c)
		}
		return "unknown", ""
	}
	a := money.Amount{Currency: c, Value: *v}
	if l.exact() {
		return v.String(), string(c)
	}
	return money.Short(a), l.Units.Natural(a)
}

func basisOf(l schedule.Line) string {
	if l.Basis == nil {
		return ""
	}
	return strings.ReplaceAll(string(*l.Basis), "_", " ")
}

// how tells in a few words what the line rests on.
func how(l schedule.Line, look Look) string {
	var parts []string
	for _, p := range l.Parts {
		if p.Amount != nil {
			parts = append(parts, look.Units.Natural(money.Amount{Currency: p.Currency, Value: *p.Amount}))
		}
	}
	text := strings.Join(parts, " + ")
	if c := l.Conversion; c != nil && c.Rate != nil {
		text += fmt.Sprintf(" at %s %s (%s)", money.Grouped(*c.Rate), c.Unit, c.Kind)
	}
	add := func(s string) {
		if text != "" {
			text += "; "
		}
		text += s
	}
	if l.Rule != nil && !l.Rule.Computed {
		add("rule: unknown result; published sum shown")
	}
	if l.Gap {
		add("gap year, settled later")
	}
	if l.Unverified {
		add("unverified")
	}
	if l.Derived {
		add("rests on a derived observation")
	}
	if l.Status == schedule.Agreed && !l.Published && l.Basis != nil && *l.Basis == schedule.ByRule {
		add("no published figure found")
	}
	if l.Status != schedule.Agreed && len(l.Reasons) > 0 {
		reasons := strings.Join(l.Reasons[:min(2, len(l.Reasons))], ", ")
		if n := len(l.Reasons) - 2; n > 0 {
			reasons += fmt.Sprintf(" and %d more", n)
		}
		add(reasons)
	}
	return text
}

func largest(lines []schedule.Line) decimal.Fraction {
	most := decimal.Fraction{}
	for _, l := range lines {
		if l.Amount != nil {
			most = most.Max(*l.Amount)
		}
	}
	return most
}

// bar draws an amount as a bar of at most barWidth blocks, to an eighth.
func bar(v *decimal.Fraction, most decimal.Fraction) string {
	const barWidth = 16
	if v == nil {
		return strings.Repeat("·", barWidth)
	}
	share, ok := v.Mul(decimal.Whole(8 * barWidth)).Quo(most)
	if !ok {
		return ""
	}
	rounded, _ := share.Round(decimal.FromInt(1), decimal.HalfUp)
	eighths, _ := rounded.Fraction().Int64()
	text := strings.Repeat("█", int(max(0, eighths))/8)
	if rest := max(0, eighths) % 8; rest > 0 {
		text += string([]rune("▏▎▍▌▋▊▉")[rest-1])
	}
	return text
}

func totalNote(t schedule.Total, look Look) string {
	a := money.Amount{Currency: t.Currency, Value: t.Amount}
	text := fmt.Sprintf("total of %d years: %s (%s)", t.Years, money.Short(a), look.Units.Natural(a))
	if len(t.UnknownYears) > 0 {
		var years []string
		for _, y := range t.UnknownYears {
			years = append(years, strconv.Itoa(y))
		}
		text += "; without the unknown years " + strings.Join(years, ", ")
	}
	return text
}

// legend explains the words that stand in the table.
func legend(lines []schedule.Line) []string {
	words := map[string]string{
		"rule": "computed from the text", "converted": "from parts in other currencies", "same_as": "the figure of another year", "negotiated": "a sum in the text",
		"stated": "published, its rule cannot be computed", "open": "left open by the text",
	}
	var said []string
	for _, word := range []string{"rule", "negotiated", "same_as", "converted", "stated", "open"} {
		for _, l := range lines {
			if l.Basis != nil && string(*l.Basis) == word {
				said = append(said, strings.ReplaceAll(word, "_", " ")+": "+words[word])
				break
			}
		}
	}
	if len(said) == 0 {
		return nil
	}
	return []string{"basis – " + strings.Join(said, "; ")}
}

func signed(d decimal.Decimal) string {
	if d.Sign() > 0 {
		return "+" + d.String()
	}
	return d.String()
}

func deref(s *string, none string) string {
	if s == nil {
		return none
	}
	return *s
}

// statusColours dims what is unknown and marks what is projected.
func statusColours(lines []schedule.Line) func(int, int, string) string {
	return func(row, _ int, cell string) string {
		if row < 0 {
			return bold(cell)
		}
		switch lines[row].Status {
		case schedule.Unknown:
			return dim(cell)
		case schedule.Projected:
			return yellow(cell)
		case schedule.Agreed:
			return cell
		default:
			return cell
		}
	}
}

func bold(s string) string   { return "\x1b[1m" + s + "\x1b[0m" }
func dim(s string) string    { return "\x1b[2m" + s + "\x1b[0m" }
func yellow(s string) string { return "\x1b[33m" + s + "\x1b[0m" }
