package report

import (
	"fmt"
	"io"
	"strings"

	"entente/decimal"
	"entente/money"
	"entente/schedule"
)

// XLSX writes a workbook in which every yearly amount is a live formula over
// input cells: index values, rates, caps, sums and rounding steps. The formulas
// are made from the nodes of the plan, so changing an input gives what the
// schedule gives with that input. The lag is the row that a formula points to.
//
// Sheets: Schedule, Inputs (what may be changed, each with its source), Steps
// (what several formulas share) and Sources. The same book gives the same
// bytes. Text is written as text: a cell that begins with an equals sign stays
// what it is.
func XLSX(w io.Writer, b Book) error {
	x := &xlsx{layout: arrange(b)}
	if err := writeWorkbook(w, b.Title, b.Dossier+" "+b.Digest, x.sheets()); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

func (x *xlsx) sheets() []sheet {
	sheets := []sheet{
		{name: scheduleTab, widths: []int{7, 12, 16, 22, 10, 16, 9, 11, 12, 60}, rows: x.schedule()},
		{name: inputsTab, widths: []int{40, 10, 20, 14, 18, 14, 20, 44, 60}, rows: x.inputSheet()},
		{name: stepsTab, widths: []int{60, 24, 12}, rows: x.stepSheet()},
		{name: sourcesTab, widths: []int{14, 60, 30, 14, 60, 12, 40}, rows: x.sourceSheet()},
	}
	for i := range sheets {
		sheets[i].frozen = bookHeader
	}
	return sheets
}

type xlsx struct {
	*layout
}

// head writes what stands above the columns of a sheet.
func (x *xlsx) head(remarks []string, columns ...string) [][]any {
	known := "everything that the dossier holds"
	if x.book.Known != "" {
		known = "what was known on " + x.book.Known
	}
	rows := [][]any{
		{xcell{style: boldText, value: x.book.Title}},
		{xcell{style: greyText, value: fmt.Sprintf("%s, %s, from %s", x.book.Dossier, x.book.Digest, known)}},
		{xcell{style: greyText, value: strings.Join(remarks, "; ")}},
		nil,
		{},
	}
	for _, c := range columns {
		rows[bookHeader-1] = append(rows[bookHeader-1], xcell{style: boldText, value: c})
	}
	return rows
}

// say is a cell of text.
func (x *xlsx) say(s string) xcell {
	c := xcell{value: s}
	if strings.ContainsAny(s[:min(1, len(s))], "=+-@\t\r") {
		c.style = quotedText // stays text when somebody edits it, too
	}
	return c
}

// live is a cell with a formula and what it gives.
func (x *xlsx) live(formula string, v *decimal.Fraction) xcell {
	c := xcell{formula: formula, value: "unknown"}
	if v != nil {
		if v.IsInt() {
			c.style = wholeSum
		}
		c.value = v.Float64() // a spreadsheet holds nothing finer
	}
	return c
}

func (x *xlsx) known(id schedule.ID) *decimal.Fraction {
	if v := x.At(id); v.Known() {
		return &v.Number
	}
	return nil
}

func (x *xlsx) schedule() [][]any {
	currency := money.Currency("")
	if len(x.book.Lines) > 0 {
		currency = x.book.Lines[0].Currency
	}
	unit, named := ownUnit(x.book.Look.Units, currency)
	rows := x.head(append([]string{"amounts follow from the coloured cells of Inputs"}, x.book.Notes...), "year", "agreement", "figure", "amount", "currency", "in "+unit.Name, "growth %", "status", "basis", "how")
	first, row := bookHeader+1, bookHeader
	for i, l := range x.book.Lines {
		row = first + i
		amount := xcell{value: "unknown"}
		if l.Amount != nil { // a share by key, which is no node of the plan
			amount = xcell{style: wholeSum, value: l.Amount.Float64()}
		}
		if id, ok := x.nodeOf[i]; ok {
			amount = x.live(x.formula(id).text, l.Amount)
			if x.cells[id] != absolute(scheduleTab, amountAt, row) { // the line shares a figure with an earlier one
				amount = x.live(x.cells[id], l.Amount)
			}
		}
		cells := []any{
			l.Year, x.say(deref(l.Agreement, "")), x.say(deref(l.Figure, "")), amount, x.say(string(l.Currency)),
			x.perUnit(row, l.Amount, unit, named), x.growth(row, i), x.say(l.Status.String()), x.say(basisOf(l)), x.say(how(l, x.book.Look)),
		}
		rows = append(rows, cells)
	}
	total := schedule.TotalOf(x.book.Lines, currency)
	sum := x.live(fmt.Sprintf("SUM(D%d:D%d)", first, max(first, row)), &total.Amount)
	return append(rows, nil, []any{
		xcell{style: boldText, value: "total of the known years"}, nil, nil, sum, x.say(string(currency)), x.perUnit(max(first, row)+2, &total.Amount, unit, named),
	})
}

// ownUnit returns the unit in which the dossier counts a currency.
func ownUnit(units money.Units, c money.Currency) (money.Unit, bool) {
	for _, u := range units {
		if u.Currency == c {
			return u, true
		}
	}
	return money.Unit{Name: "units", Factor: decimal.FromInt(1)}, false
}

func (x *xlsx) perUnit(row int, v *decimal.Fraction, unit money.Unit, named bool) any {
	if !named {
		return nil
	}
	formula := fmt.Sprintf(`IF(ISNUMBER(D%d),D%d/%s,"")`, row, row, unit.Factor)
	if v == nil {
		return xcell{formula: formula, value: ""}
	}
	q, _ := v.Quo(unit.Factor.Fraction())
	return x.live(formula, &q)
}

func (x *xlsx) growth(row, i int) any {
	if i == 0 {
		return nil
	}
	c := xcell{formula: fmt.Sprintf(`IF(COUNT(D%d,D%d)=2,ROUND((D%d/D%d-1)*100,1),"")`, row-1, row, row, row-1), value: ""}
	if before, now := x.book.Lines[i-1].Amount, x.book.Lines[i].Amount; before != nil && now != nil && x.book.Lines[i].Growth != nil {
		c.value = x.book.Lines[i].Growth.Float64()
	}
	return c
}

func (x *xlsx) inputSheet() [][]any {
	rows := x.head([]string{"change a coloured cell and the schedule follows; an empty one is not known yet"}, "input", "period", "value", "unit", "status", "published on", "source", "where", "note")
	for _, in := range x.inputs {
		value := xcell{style: inputValue}
		if _, err := money.ParseCurrency(in.unit); err == nil {
			value.style = inputSum
		}
		if in.value != nil {
			value.value = in.value.Float64()
			if _, ends := in.value.Decimal(); !ends {
				value.formula = in.value.String() // a third of a year
			}
		}
		cells := []any{x.say(in.name), x.say(in.period), value, x.say(in.unit), x.say(in.status), x.say(in.published), x.say(strings.Join(in.sources, ", ")), x.say(in.where), x.say(in.note)}
		rows = append(rows, cells)
	}
	return rows
}

func (x *xlsx) stepSheet() [][]any {
	rows := x.head([]string{"steps that several formulas share"}, "step", "value", "unit")
	for _, id := range x.helper {
		n := &x.Plan.Nodes[id]
		rows = append(rows, []any{x.say(x.called(id)), x.live(x.formula(id).text, x.known(id)), x.say(n.Unit)})
	}
	return rows
}

func (x *xlsx) sourceSheet() [][]any {
	rows := x.head([]string{"where the inputs are written"}, "id", "title", "publisher", "date", "address", "how read", "note")
	for _, s := range x.sources() {
		cells := []any{x.say(s.ID), x.say(s.Title), x.say(s.Publisher), x.say(s.Date), x.say(s.URL), x.say(string(s.HowRead)), x.say(s.Note)}
		rows = append(rows, cells)
	}
	return rows
}
