package agreement

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"

	"entente/decimal"
	"entente/money"
	"entente/period"
)

// ErrFormula is returned, wrapped, for a formula that cannot be read.
var ErrFormula = errors.New("cannot read formula")

// Bounds on a formula: it is arithmetic in one line, not a program.
const (
	maxFormula = 1024
	maxDepth   = 32
	maxOffset  = 100 // years
)

// Expr is a parsed formula.
//
//sumtype:decl
type Expr interface{ expr() }

// Number is a literal, exactly as written.
type Number struct{ Value decimal.Decimal }

// PreviousFigure is the figure of the year before.
type PreviousFigure struct{}

// FigureOf is the figure of a named year.
type FigureOf struct{ Year int }

// YearNumber is the year paid for, as a number.
type YearNumber struct{}

// SeriesValue is the observation Offset years from the year paid for.
type SeriesValue struct {
	Series string
	Offset int
}

// Sum is a money literal: eok(9200).
type Sum struct{ Amount money.Amount }

// Operation joins two operands by + - * or /.
type Operation struct {
	Op   byte
	L, R Expr
}

// Choice is the smallest or largest of its operands.
type Choice struct {
	Largest bool
	Of      []Expr
}

func (Number) expr()         {}
func (PreviousFigure) expr() {}
func (FigureOf) expr()       {}
func (YearNumber) expr()     {}
func (SeriesValue) expr()    {}
func (Sum) expr()            {}
func (Operation) expr()      {}
func (Choice) expr()         {}

// ParseFormula reads arithmetic such as
//
//	previous * (1 + series("kr.cpi", -2) / 100)
//
// The grammar is that of Go expressions, restricted to numbers, + - * /,
// parentheses, previous, year, amount(YEAR), series("ID", OFFSET), min, max,
// percent(x) and the units of the dossier as functions. Errors carry the
// column at which reading stopped.
func ParseFormula(text string, units money.Units) (Expr, error) {
	if len(text) > maxFormula {
		return nil, fmt.Errorf("%w: longer than %d characters", ErrFormula, maxFormula)
	}
	tree, err := parser.ParseExpr(strings.ReplaceAll(text, "'", `"`))
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrFormula, strings.TrimPrefix(err.Error(), "1:"))
	}
	return formulaReader{units}.read(tree, 0)
}

type formulaReader struct{ units money.Units }

func (f formulaReader) read(n ast.Expr, depth int) (Expr, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("%w: nested too deep", ErrFormula)
	}
	switch n := n.(type) {
	case *ast.ParenExpr:
		return f.read(n.X, depth+1)
	case *ast.BasicLit:
		return number(n)
	case *ast.UnaryExpr:
		x, err := f.read(n.X, depth+1)
		if err != nil || n.Op != token.SUB {
			return x, err
		}
		return Operation{'-', Number{}, x}, nil
	case *ast.BinaryExpr:
		return f.operation(n, depth)
	case *ast.Ident:
		switch n.Name {
		case "previous":
			return PreviousFigure{}, nil
		case "year":
			return YearNumber{}, nil
		}
		return nil, fmt.Errorf("%w: %s is not known here (previous, year, amount, series, min, max, percent, %s)", ErrFormula, n.Name, strings.Join(f.units.Names(), ", "))
	case *ast.CallExpr:
		return f.call(n, depth)
	default:
		return nil, fmt.Errorf("%w: column %d: only arithmetic is allowed", ErrFormula, n.Pos())
	}
}

func (f formulaReader) operation(n *ast.BinaryExpr, depth int) (Expr, error) {
	op, known := map[token.Token]byte{token.ADD: '+', token.SUB: '-', token.MUL: '*', token.QUO: '/'}[n.Op]
	if !known {
		return nil, fmt.Errorf("%w: operator %s", ErrFormula, n.Op)
	}
	l, err := f.read(n.X, depth+1)
	if err != nil {
		return nil, err
	}
	r, err := f.read(n.Y, depth+1)
	return Operation{op, l, r}, err
}

func (f formulaReader) call(n *ast.CallExpr, depth int) (Expr, error) {
	name, isIdent := n.Fun.(*ast.Ident)
	if !isIdent {
		return nil, fmt.Errorf("%w: column %d: not a function", ErrFormula, n.Pos())
	}
	switch name.Name {
	case "series":
		return seriesValue(n.Args)
	case "amount":
		if len(n.Args) == 1 {
			if year, ok := whole(n.Args[0]); ok && year >= period.MinYear && year <= period.MaxYear {
				return FigureOf{year}, nil
			}
		}
		return nil, fmt.Errorf("%w: amount takes a year", ErrFormula)
	}
	args := make([]Expr, len(n.Args))
	for i, a := range n.Args {
		var err error
		if args[i], err = f.read(a, depth+1); err != nil {
			return nil, err
		}
	}
	unit, isUnit := f.units.Find(name.Name)
	switch {
	case (name.Name == "min" || name.Name == "max") && len(args) > 0:
		return Choice{name.Name == "max", args}, nil
	case name.Name == "percent" && len(args) == 1:
		return Operation{'/', args[0], Number{decimal.FromInt(100)}}, nil
	case isUnit && unit.Currency != "" && len(args) == 1:
		if v, ok := args[0].(Number); ok {
			return Sum{money.Amount{Currency: unit.Currency, Value: v.Value.Fraction().Mul(unit.Factor.Fraction())}}, nil
		}
		return nil, fmt.Errorf("%w: %s takes a number", ErrFormula, name.Name)
	}
	return nil, fmt.Errorf("%w: %s with %d values", ErrFormula, name.Name, len(args))
}

func seriesValue(args []ast.Expr) (Expr, error) {
	bad := fmt.Errorf(`%w: series takes an id and an offset in years: series("kr.cpi", -2)`, ErrFormula)
	if len(args) == 0 || len(args) > 2 {
		return nil, bad
	}
	lit, ok := args[0].(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return nil, bad
	}
	id, err := strconv.Unquote(lit.Value)
	if err != nil {
		return nil, bad
	}
	v := SeriesValue{Series: id}
	if len(args) == 2 {
		if v.Offset, ok = whole(args[1]); !ok || v.Offset < -maxOffset || v.Offset > maxOffset {
			return nil, bad
		}
	}
	return v, nil
}

func number(n *ast.BasicLit) (Expr, error) {
	if n.Kind != token.INT && n.Kind != token.FLOAT {
		return nil, fmt.Errorf("%w: %s is not a number", ErrFormula, n.Value)
	}
	d, err := decimal.Parse(n.Value)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormula, err)
	}
	return Number{d}, nil
}

// whole reads an integer literal with an optional sign.
func whole(n ast.Expr) (int, bool) {
	sign := 1
	if u, ok := n.(*ast.UnaryExpr); ok && u.Op == token.SUB {
		sign, n = -1, u.X
	}
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.INT {
		return 0, false
	}
	v, err := strconv.Atoi(lit.Value)
	return sign * v, err == nil
}

// SeriesIn returns the series that a formula reads.
func SeriesIn(e Expr) []SeriesValue {
	switch e := e.(type) {
	case SeriesValue:
		return []SeriesValue{e}
	case Operation:
		return append(SeriesIn(e.L), SeriesIn(e.R)...)
	case Choice:
		var all []SeriesValue
		for _, x := range e.Of {
			all = append(all, SeriesIn(x)...)
		}
		return all
	case Number, PreviousFigure, FigureOf, YearNumber, Sum:
		return nil
	default:
		return nil
	}
}
