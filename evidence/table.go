package evidence

import "entente/decimal"

// exact names, last of all, what no words could name but what its year and its
// digits give away: a sum of four digits that is that of a year in its sentence,
// a change right behind its sum in brackets, a tenth of a percent beside the
// year whose change it is. Where most lines of a table are so, the others are
// of the table too.
type exact struct {
	*second
}

// look goes over the figures without quantity.
func (l *exact) look() {
	rows := map[int]*row{}
	for s := range l.text {
		for i := range l.in(s) {
			if f := &l.figs[i]; f.Kind == Money && f.Value.Unit == l.k.Home && f.Value.Low == nil && f.Value.Converted == 0 {
				l.sum(i, rows)
			}
		}
	}
	l.tables(rows)
	for s := range l.text {
		for i := range l.in(s) {
			if f := &l.figs[i]; f.Kind == Percent && f.Quantity == "" && f.Value.Low == nil && f.Value.Unit == "percent" {
				l.change(i)
			}
		}
	}
}

// row is a line of a table: a year and a sum.
type row struct {
	sum, year int // index of the figure; the year it stands for
	fits      bool
}

// sum names one sum by the year of its sentence that it fits.
func (l *exact) sum(i int, rows map[int]*row) {
	f := &l.figs[i]
	if y := l.ownYear(i); y > 0 {
		r := &row{sum: i, year: y}
		if a := l.k.amount(y); a != nil {
			r.fits = a.Amount.Equal(f.Value.Amount)
		}
		rows[f.Sentence] = r
	}
	if f.Quantity != "" || len(significant(f.Value.Amount)) < 4 {
		return
	}
	for j := range l.in(f.Sentence) {
		d := &l.figs[j]
		if !d.IsDate() || d.Value.Span.From.IsZero() || d.Value.Span.From.Year != d.Value.Span.To.Year {
			continue
		}
		if a := l.amount(i, d.Value.Span.From.Year); a != nil && a.Amount.Equal(f.Value.Amount) {
			l.yearly(i, a, "it is the sum of a year that the sentence names: "+d.Surface)
			return
		}
	}
}

// ownYear reads a line of a table: a year, nothing but signs, and a sum.
func (l *exact) ownYear(i int) int {
	t := l.text[l.figs[i].Sentence].toks
	if i == 0 || l.figs[i-1].Sentence != l.figs[i].Sentence || l.figs[i-1].Kind != Date || l.pos[i-1].from > 1 || l.pos[i].from-l.pos[i-1].to > 2 {
		return 0
	}
	for k := l.pos[i-1].to; k < l.pos[i].from; k++ {
		if t[k].kind != symbol {
			return 0
		}
	}
	if d := l.figs[i-1].Value.Span; d == yearSpan(d.From.Year) {
		return d.From.Year
	}
	return 0
}

// tables names the lines that do not fit a table whose other lines do: three at
// least, and two for one that does not.
func (l *exact) tables(rows map[int]*row) {
	for s := 0; s < len(l.text); s++ {
		from, good, bad := s, 0, 0
		for s < len(l.text) && rows[s] != nil {
			if rows[s].fits {
				good++
			} else {
				bad++
			}
			s++
		}
		if good < 3 || good < 2*bad {
			continue
		}
		for n := from; n < s; n++ {
			if r := rows[n]; l.figs[r.sum].Quantity == "" {
				l.yearly(r.sum, l.amount(r.sum, r.year), "the other lines of the table are what is paid")
			}
		}
	}
}

// change names a percentage behind the sum it leads to, or beside the year whose
// change it is.
func (l *exact) change(i int) {
	f := &l.figs[i]
	if l.otherAlly(i) {
		return
	}
	if y := l.bracketed(i); y != nil && y.Change != "" {
		if l.signed(i) || l.fits(i, y.Change) {
			l.name(i, y.Change, "it stands in brackets behind the sum of "+itoa(y.Year))
		}
		return
	}
	if f.Value.Step.Cmp(decimal.Frac(1, 10)) > 0 || !l.around(f.Sentence, "increase", "increases", "increased", "rise", "rises", "rose", "raise", "raised", "raises", "hike", "hikes", "grew", "인상", "인상률", "올랐", "늘었", "증가") || l.averaged(i) || l.stays(i) {
		return
	}
	if l.around(f.Sentence, "inflation", "prices", "economy", "gdp", "wages", "물가", "성장률", "임금") || !l.payContext(i) {
		return
	}
	year, _ := l.yearNear(i)
	tied := f.tied
	f.tied = false
	if y := l.k.amount(year); tied && y != nil && y.Change != "" && l.fits(i, y.Change) {
		l.name(i, y.Change, "it is the change of the year beside it")
	}
}

// bracketed returns the year of the sum right in front of a percentage in
// brackets: 1,038.9 billion won (+8.2%).
func (l *exact) bracketed(i int) *Yearly {
	t := l.text[l.figs[i].Sentence].toks
	if i == 0 || l.figs[i-1].Sentence != l.figs[i].Sentence || l.figs[i-1].Kind != Money || l.pos[i].from-l.pos[i-1].to > 2 {
		return nil
	}
	if k := l.pos[i-1].to; k >= len(t) || t[k].low != "(" && t[k].low != "," {
		return nil
	}
	for k := l.pos[i-1].to; k < l.pos[i].from; k++ {
		if t[k].kind != symbol {
			return nil
		}
	}
	_, y := l.k.byQuantity(l.figs[i-1].Quantity)
	if y == nil || y.Quantity != l.figs[i-1].Quantity {
		return nil
	}
	return y
}

// signed reports +8.2% or -8.9%.
func (l *exact) signed(i int) bool {
	t := l.text[l.figs[i].Sentence].toks
	k := l.pos[i].from
	return t[k].low == "+" || t[k].low == "-" || k > 0 && (t[k-1].low == "+" || t[k-1].low == "-")
}
