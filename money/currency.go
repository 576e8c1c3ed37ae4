package money

import (
	"fmt"
	"strings"
)

// Currency is an ISO 4217 code.
type Currency string

// codes lists the ISO 4217 codes of circulating currencies (list one, without
// funds and metals), in alphabetical order. ANG and BGN stay although XCG (2025)
// and the euro (2026) replaced them: agreements still in force may be written
// in them.
const codes = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD " +
	"CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD " +
	"HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD " +
	"MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG " +
	"QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD " +
	"TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"

// ParseCurrency reads an ISO 4217 code in capitals; the error wraps
// ErrCurrency.
func ParseCurrency(s string) (Currency, error) {
	// Three letters without a blank among codes of three letters are one code.
	if len(s) != 3 || strings.Contains(s, " ") || !strings.Contains(codes, s) {
		return "", fmt.Errorf("%.20q: %w", s, ErrCurrency)
	}
	return Currency(s), nil
}

// Currencies returns the known codes in alphabetical order.
func Currencies() []string { return strings.Fields(codes) }

// Symbol returns the sign printed before an amount, or the code and a space.
func (c Currency) Symbol() string {
	switch c {
	case "KRW":
		return "₩"
	case "USD":
		return "$"
	case "EUR":
		return "€"
	case "JPY", "CNY":
		return "¥"
	case "GBP":
		return "£"
	default:
		return string(c) + " "
	}
}
