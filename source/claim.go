package source

import (
	"entente/decimal"
	"entente/diag"
	"entente/money"
	"entente/period"
)

// Claim is what somebody said about a quantity, as somebody reported it.
type Claim struct {
	ID        string
	Said      period.Date // zero when the report does not say
	Speaker   string
	For       string // on whose behalf: a party of the dossier, or words
	Quantity  string // what it is about, such as sma-11.first_year
	Topic     string
	Value     *ClaimValue
	Words     string   // a few words of the report
	Via       []string // who relayed it, first relay first
	Anonymous bool
	Conflict  string // claims with one name disagree about the same thing
	Mark      Mark
	Pos       diag.Position
}

// ClaimValue is the figure in a claim, in the unit of the report.
type ClaimValue struct {
	Text   string // as written in the dossier
	Number decimal.Decimal
	Money  *money.Amount // set when the unit is money
	Unit   string        // %, times, a word such as troops; "" for money
}
