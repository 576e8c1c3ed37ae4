package dossier

import (
	"fmt"
	"strings"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/money"
	"entente/period"
)

// partYear reads the days of the one year that are owed.
func (r *reader) partYear(o *object, years period.Years) *agreement.PartYear {
	n := o.get("part_year")
	if n == nil {
		return nil
	}
	po := r.object(n, o.at("part_year"))
	defer po.close()
	po.need("from")
	po.need("to")
	p := &agreement.PartYear{Span: period.Span{From: po.day("from"), To: po.day("to")}, Months: po.choice("by", []string{"days", "months"}) == "months", Pos: n.pos}
	switch from, to := p.Span.From, p.Span.To; {
	case from.IsZero() || to.IsZero():
		return nil // already reported
	case to.Before(from):
		r.report(diag.BadDate, n, po.path, "the part of the year ends before it begins", "")
	case from.Year < years.From || to.Year > years.From || years.Len() != 1:
		r.report(diag.EmptyRule, n, po.path, fmt.Sprintf("%s to %s is no part of the one year %s", from, to, years), "give the year a rule of its own")
	}
	return p
}

// parts reads the categories of a year.
func (r *reader) parts(o *object, m *agreement.Amount, years period.Years, a *agreement.Agreement) {
	n := o.get("categories")
	shares, rests := decimal.Fraction{}, 0
	for _, p := range r.pairsOf(n, o.at("categories")) {
		path := join(o.at("categories"), p.key.text)
		r.knownCategory(p.key, path, a, p.key.text)
		part := agreement.Part{Category: p.key.text, Mark: m.Mark, Pos: p.key.pos}
		value := p.value
		if value.shape == mapping {
			po := r.object(value, path)
			part.Mark = po.mark()
			value = po.need("value")
			po.close()
		}
		switch {
		case value == nil:
			continue
		case years.Len() > 1 && value.text != "rest" && !strings.HasSuffix(value.text, "%"):
			r.report(diag.WrongShape, value, path, "a sum is of one year, and this rule is for "+years.String(), "give a share, or each year a rule of its own")
		case value.shape == list:
			for i, item := range value.items {
				if sum, ok := r.amount(item, index(path, i)); ok {
					part.Sums = append(part.Sums, sum)
				}
			}
		case value.text == "rest":
			part.Rest = true
			rests++
		case strings.HasSuffix(value.text, "%"):
			if part.Share = r.percent(value, path); part.Share != nil {
				shares = shares.Add(part.Share.Fraction())
			}
		default:
			if sum, ok := r.amount(value, path); ok {
				part.Sums = []money.Amount{sum}
			}
		}
		if part.Rest || part.Share != nil || len(part.Sums) > 0 {
			m.Categories = append(m.Categories, part)
		}
	}
	if shares.Cmp(decimal.Whole(100)) > 0 || rests > 1 {
		r.report(diag.SharesExceed, n, o.at("categories"), "the shares add to "+shares.String()+"% of the amount", "at most one category is the rest, and shares stay within 100%")
	}
}

func (r *reader) instalments(o *object, m *agreement.Amount) {
	n := o.get("instalments")
	shares, rests := decimal.Fraction{}, 0
	for i, item := range r.entries(n, o.at("instalments")) {
		io := r.object(item, index(o.at("instalments"), i))
		in := agreement.Instalment{Pos: item.pos}
		if share := io.need("share"); share != nil && share.text == "rest" {
			rests++
		} else if in.Share = r.percent(share, io.at("share")); in.Share != nil {
			shares = shares.Add(in.Share.Fraction())
		}
		month, day := r.monthDay(io.need("due"), io.at("due"))
		in.Month, in.Day = int(month), day
		io.close()
		m.Instalments = append(m.Instalments, in)
	}
	whole := shares.Cmp(decimal.Whole(100))
	if n != nil && (whole > 0 || rests > 1 || rests == 0 && whole != 0) {
		r.report(diag.SharesExceed, n, o.at("instalments"), "the instalments add to "+shares.String()+"% of the amount", "let one of them be the rest")
	}
}
