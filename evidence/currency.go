package evidence

import "strings"

// currencySign reads a sign or code that stands before a number. width is the
// number of tokens.
func currencySign(toks []token, i int) (unit string, width int) {
	at := func(k int) token {
		if k < len(toks) {
			return toks[k]
		}
		return token{}
	}
	t := at(i)
	if t.kind == symbol {
		if u := signUnit(t.low); u != "" {
			if n := at(i + 1); n.kind == word && n.text == "US" {
				return u, 2
			}
			return u, 1
		}
		return "", 0
	}
	if t.kind != word {
		return "", 0
	}
	if n := at(i + 1); n.low == "$" {
		if u := dollarOf(t.low); u != "" && (t.text != "us" || n.glued) && (i <= 0 || !t.glued || toks[i-1].low != "'") {
			return u, 2
		}
	}
	if u := currencyCode(t.text); u != "" {
		if at(i+1).low == "$" && signUnit(at(i+1).low) != "" {
			return u, 2
		}
		return u, 1
	}
	if u := gluedUnit(toks, i); u != "" {
		return u, 1
	}
	if u := currencyCode(strings.ToUpper(t.text)); u != "" && (at(i+1).kind == number && at(i+1).glued || at(i+1).low == "$") {
		return u, 1 + bit(at(i+1).low == "$")
	}
	return "", 0
}

// gluedUnit reads the name of a currency set right before its number: Won1.18tn,
// W1.04 trillion, Rmb20bn. The single letter counts only before large sums.
func gluedUnit(toks []token, i int) string {
	if i+1 >= len(toks) || toks[i].kind != word || toks[i+1].kind != number || !toks[i+1].glued {
		return ""
	}
	switch toks[i].text {
	case "Won", "won", "WON":
		return "KRW"
	case "Yen", "yen":
		return "JPY"
	case "Rmb":
		return "CNY"
	case "W":
		if i+2 < len(toks) {
			if exp, ok := scaleWord(toks[i+2].low); ok && exp >= 6 {
				return "KRW"
			}
		}
	}
	return ""
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func signUnit(s string) string {
	switch s {
	case "$":
		return "USD"
	case "₩":
		return "KRW"
	case "€":
		return "EUR"
	case "¥":
		return "JPY"
	case "£":
		return "GBP"
	case "₹":
		return "INR"
	case "₽":
		return "RUB"
	case "₫":
		return "VND"
	case "₱":
		return "PHP"
	case "฿":
		return "THB"
	case "₺":
		return "TRY"
	case "₴":
		return "UAH"
	case "₪":
		return "ILS"
	case "₭":
		return "LAK"
	case "₿":
		return "BTC"
	}
	return ""
}

// dollarOf reads the letters before a dollar sign.
func dollarOf(s string) string {
	switch s {
	case "us", "u.s.", "u.s":
		return "USD"
	case "hk":
		return "HKD"
	case "a", "au", "aus":
		return "AUD"
	case "c", "ca", "can", "cad":
		return "CAD"
	case "nt":
		return "TWD"
	case "s", "sg":
		return "SGD"
	case "nz":
		return "NZD"
	case "r":
		return "BRL"
	case "mx":
		return "MXN"
	}
	return ""
}

// currencyCode reads codes in capitals, with the abbreviations the press uses.
func currencyCode(s string) string {
	switch s {
	case "USD", "KRW", "EUR", "JPY", "CNY", "GBP", "HKD", "AUD", "CAD", "TWD", "SGD", "NZD", "CHF", "SEK", "NOK", "DKK",
		"INR", "RUB", "BRL", "MXN", "PLN", "THB", "VND", "PHP", "IDR", "TRY", "ZAR", "UAH", "ILS", "SAR", "AED", "CZK", "HUF", "MYR", "RON", "BGN", "QAR", "KWD", "BTC":
		return s
	case "RMB":
		return "CNY"
	case "Rs":
		return "INR"
	case "US$":
		return "USD"
	case "DM", "DEM":
		return "DEM"
	case "W":
		return ""
	}
	return ""
}

// lowerCode reads codes that are plain only behind a number: 20 usd.
func lowerCode(s string) string {
	switch s {
	case "usd", "krw", "rmb", "eur", "jpy", "cny", "gbp", "hkd", "aud", "cad", "inr", "nzd", "sgd", "twd", "chf", "mxn", "rub":
		return currencyCode(strings.ToUpper(s))
	}
	return ""
}

// currencyName reads the name of a currency behind a number: won, South Korean
// won, U.S. dollars, euros. width is the number of tokens, 0 when none.
func currencyName(toks []token, i int) (unit string, width int) {
	if i >= len(toks) || toks[i].line {
		return "", 0
	}
	j := i
	if j+1 < len(toks) && toks[j].low == "-" && toks[j].glued {
		j++ // a 5-billion-dollar bill
	}
	nation := ""
	for k := 0; k < 2 && j < len(toks); k++ {
		n, adj := nationality(toks[j].low)
		if !adj {
			break
		}
		if n != "" {
			nation = n
		}
		j++
	}
	if j >= len(toks) {
		return "", 0
	}
	if u := namedUnit(toks[j].low, nation); u != "" && toks[j].kind == word {
		return u, j + 1 - i
	}
	if u := currencyCode(toks[j].text); u != "" {
		return u, j + 1 - i
	}
	if u := lowerCode(toks[j].text); u != "" {
		return u, j + 1 - i
	}
	if c := toks[j].text; len(c) == 4 && c[0] == 'M' && currencyCode(c[1:]) != "" {
		return c, j + 1 - i // MEUR: millions
	}
	if u := signUnit(toks[j].low); u != "" && toks[j].low != "'" {
		return u, j + 1 - i
	}
	return "", 0
}

// nationality reads the adjective before the name of a currency; adj reports
// that the word may stand there.
func nationality(s string) (nation string, adj bool) {
	switch s {
	case "u.s.", "us", "american":
		return "US", true
	case "united", "south", "north", "new", "hong", "saudi", "czech":
		return "", true
	case "states", "kong", "zealand":
		return s, true
	case "korean":
		return "KR", true
	case "japanese":
		return "JP", true
	case "chinese":
		return "CN", true
	case "british":
		return "GB", true
	case "canadian":
		return "CA", true
	case "australian":
		return "AU", true
	case "singapore":
		return "SG", true
	case "taiwan", "taiwanese":
		return "TW", true
	case "swiss":
		return "CH", true
	case "swedish":
		return "SE", true
	case "norwegian":
		return "NO", true
	case "danish":
		return "DK", true
	case "mexican":
		return "MX", true
	case "finnish":
		return "FI", true
	case "turkish", "indian", "russian", "polish", "thai", "israeli", "brazilian", "hungarian", "ukrainian", "vietnamese", "indonesian", "german", "west", "african", "french", "italian", "spanish", "new-zealand", "malaysian", "philippine":
		return "", true
	}
	return "", false
}

func namedUnit(s, nation string) string {
	switch s {
	case "won":
		return "KRW"
	case "dollar", "dollars", "buck", "bucks":
		return map[string]string{"CA": "CAD", "AU": "AUD", "SG": "SGD", "TW": "TWD", "kong": "HKD", "zealand": "NZD"}[nation] + defaultDollar(nation)
	case "yen":
		return "JPY"
	case "yuan", "renminbi", "rmb":
		return "CNY"
	case "euro", "euros":
		return "EUR"
	case "pounds", "pound", "sterling", "quid":
		return "GBP"
	case "rubles", "roubles", "ruble", "rouble":
		return "RUB"
	case "rupees", "rupee":
		return "INR"
	case "francs", "franc":
		return "CHF"
	case "pesos", "peso":
		return "MXN"
	case "zloty", "zlotys":
		return "PLN"
	case "bitcoin", "bitcoins":
		return "BTC"
	case "baht":
		return "THB"
	case "ringgit":
		return "MYR"
	case "shekel", "shekels":
		return "ILS"
	case "real", "reais":
		return "BRL"
	case "kronor", "krona":
		return "SEK"
	case "kroner", "krone":
		return map[string]string{"DK": "DKK", "NO": "NOK"}[nation]
	case "cents", "cent", "penny", "pennies":
		return "cents"
	case "pence":
		return "pence"
	case "lira", "liras":
		return "TRY"
	case "rand":
		return "ZAR"
	case "mark", "marks", "deutschmarks":
		return markOf(nation)
	case "markka":
		return "FIM"
	case "dirham", "dirhams":
		return "AED"
	case "riyal", "riyals":
		return "SAR"
	case "dong":
		return "VND"
	case "rupiah":
		return "IDR"
	case "forint", "forints":
		return "HUF"
	case "koruna", "crowns", "crown":
		return "CZK"
	case "hryvnia", "hryvnias":
		return "UAH"
	}
	return ""
}

func markOf(nation string) string {
	if nation == "FI" {
		return "FIM"
	}
	return "DEM"
}

func defaultDollar(nation string) string {
	switch nation {
	case "CA", "AU", "SG", "TW", "kong", "zealand":
		return ""
	}
	return "USD"
}
