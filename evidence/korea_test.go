package evidence

import (
	"strconv"
	"strings"
	"testing"

	"entente/decimal"
	"entente/period"
)

// The tests judge against a hand-made table of the Special Measures Agreements:
// yearly sums in eok with the change against the year before, dates, rounds,
// and monthly won per dollar (Federal Reserve H.10).

const sums = `
1991 1073 -
1994 2080 -
1995 2400 -
1997 3449 -
1999 4411 -
2000 4557 -
2002 6132 25.7
2003 6686 9.0
2004 7469 11.7
2005 6804 -8.9
2006 6804 0.0
2007 7255 6.6
2008 7415 2.2
2009 7600 2.5
2010 7904 4.0
2011 8125 2.8
2012 8361 2.9
2013 8695 4.0
2014 9200 5.8
2015 9320 1.3
2016 9441 1.3
2017 9507 0.7
2018 9602 1.0
2019 10389 8.2
2020 10389 0.0
2021 11833 13.9
2022 12472 5.4
2023 12896 3.4
2024 13463 4.4
2025 14028 4.2
2026 15192 8.3
2027 15511 2.1`

const wonPerDollar = `
2013 1066.5 1087.3 1102.9 1120.9 1111.5 1135.0 1125.0 1115.9 1082.3 1065.9 1061.6 1055.6
2014 1067.1 1071.3 1070.5 1042.6 1024.8 1018.7 1021.0 1024.5 1035.9 1060.3 1097.9 1102.6
2015 1088.1 1101.5 1112.9 1084.7 1092.6 1112.9 1146.5 1178.1 1184.3 1143.2 1153.5 1169.9
2016 1203.3 1216.2 1181.6 1145.8 1173.8 1165.2 1140.9 1110.0 1108.4 1128.2 1162.7 1183.1
2017 1179.1 1140.5 1133.9 1134.2 1125.1 1130.8 1131.7 1130.3 1131.6 1130.9 1099.8 1082.9
2018 1065.6 1078.5 1069.9 1068.0 1076.7 1094.4 1122.2 1120.4 1119.8 1131.6 1125.3 1122.4
2019 1120.3 1121.8 1131.6 1142.2 1183.0 1173.8 1177.2 1210.4 1194.1 1183.4 1167.3 1174.7
2020 1167.5 1195.3 1218.2 1223.1 1228.1 1206.9 1198.6 1186.9 1176.9 1143.8 1116.1 1093.8
2021 1098.2 1111.8 1130.3 1117.9 1123.7 1122.6 1146.4 1161.0 1172.8 1181.9 1184.1 1183.9
2022 1196.0 1199.1 1220.8 1235.2 1268.8 1277.4 1308.0 1319.4 1396.4 1426.1 1361.8 1293.6
2023 1243.1 1275.4 1306.0 1322.1 1327.5 1297.3 1282.3 1321.8 1334.2 1351.5 1308.2 1304.4
2024 1325.9 1331.3 1331.7 1367.9 1364.7 1379.1 1382.0 1351.4 1330.7 1362.4 1395.0 1440.0
2025 1452.2 1444.8 1458.3 1439.8 1391.4 1364.7 1379.3 1389.0 1392.9 1423.1 1459.9 1465.4`

// terms: number, first and last year, opening year, then role=date pairs.
const pactTable = `
1 1991 1993 1991 concluded=1991-01
2 1994 1995 1994 concluded=1993-11
3 1996 1998 1996 concluded=1995-11-03 signed=1995-11-24
4 1999 2001 1999 concluded=1998-12-22
5 2002 2004 2002 concluded=2001-11-15 signed=2002-04-04
6 2005 2006 2005 concluded=2005-04-25 signed=2005-06-09
7 2007 2008 2007 concluded=2006-12-06
8 2009 2013 2009 concluded=2008-12 signed=2009-01-15
9 2014 2018 2014 concluded=2014-01-11 signed=2014-02-02 entry_into_force=2014-06-18
10 2019 2019 2019 talks_start=2018-03 round_1_dates=2018-03-07..2018-03-09 envoys_named=2017-11 concluded=2019-02-10 signed=2019-03-08 entry_into_force=2019-04-05 effective_year=2019
11 2020 2025 2021 talks_start=2019-09-24 concluded=2021-03-07 announced=2021-03-10 signed=2021-04-08 entry_into_force=2021-09-01
12 2026 2030 2026 talks_start=2024-04-23 envoys_named=2024-03-05 concluded=2024-10-02 signed=2024-11-04 entry_into_force=2024-11-29 effective_year=2026`

const roundTable = `
10 2018-03-07..2018-03-09 2018-04-11..2018-04-12 2018-05-14..2018-05-15 2018-06-26..2018-06-27 2018-07-18..2018-07-19 2018-08-22..2018-08-23 2018-09-19..2018-09-20 2018-10-16..2018-10-19 2018-11-13..2018-11-16 2018-12-11..2018-12-13
11 2019-09-24..2019-09-25 2019-10-23..2019-10-24 2019-11-18..2019-11-19 2019-12-03..2019-12-04 2019-12-17..2019-12-18 2020-01-14..2020-01-15 2020-03-17..2020-03-19 2021-02-05..2021-02-05 2021-03-05..2021-03-07
12 2024-04-23..2024-04-25 2024-05-21..2024-05-23 2024-06-10..2024-06-12 2024-06-25..2024-06-27 2024-07-10..2024-07-12 2024-08-12..2024-08-14 2024-08-27..2024-08-29 2024-09-25..2024-10-02`

// korea returns the knowledge of the test dossier.
func korea(tb testing.TB) *Knowledge {
	tb.Helper()
	k := &Knowledge{Series: "sma", Home: "KRW"}
	rounds := map[string][]string{}
	for line := range strings.Lines(strings.TrimSpace(roundTable)) {
		f := strings.Fields(line)
		rounds[f[0]] = f[1:]
	}
	for line := range strings.Lines(strings.TrimSpace(pactTable)) {
		f := strings.Fields(line)
		n, first, last, opening := atoi(tb, f[0]), atoi(tb, f[1]), atoi(tb, f[2]), atoi(tb, f[3])
		p := Pact{ID: "sma." + f[0], Number: n, First: first, Last: last}
		switch n {
		case 8, 9:
			p.Cap = new(decimal.Whole(4))
		case 12:
			p.Cap = new(decimal.Whole(5))
		}
		for _, d := range f[4:] {
			role, when, _ := strings.Cut(d, "=")
			p.Dates = append(p.Dates, Dated{Role: role, Quantity: p.ID + "." + role, Span: spanOf(tb, when)})
		}
		for i, r := range rounds[f[0]] {
			p.Rounds = append(p.Rounds, Round{Number: i + 1, Span: spanOf(tb, r)})
		}
		p.Years = yearsOf(tb, p.ID, first, last, opening)
		k.Pacts = append(k.Pacts, p)
	}
	rates(tb, k)
	k.Topics = koreaTopics()
	k.Actors = []Actor{{Name: "Donald Trump", Aliases: []string{"trump", "president trump"}, Side: "USA"}}
	return k
}

func yearsOf(tb testing.TB, id string, first, last, opening int) []Yearly {
	tb.Helper()
	var out []Yearly
	for line := range strings.Lines(strings.TrimSpace(sums)) {
		f := strings.Fields(line)
		y := atoi(tb, f[0])
		if y < first || y > last {
			continue
		}
		v := decimal.Whole(int64(atoi(tb, f[1]))).Mul(decimal.Whole(100_000_000))
		a := Yearly{Year: y, Quantity: id + ".amount_" + f[0], Amount: v, Basis: f[1] + " eok for " + f[0], Change: id + ".increase_" + f[0], Unsure: y > 2026}
		if y == opening {
			a.Quantity = id + ".first_year_amount"
		}
		if y == 2020 {
			a.Quantity = "sma.10.first_year_amount"
		}
		if f[2] != "-" {
			g := decimal.MustParse(f[2]).Fraction()
			a.Growth = &g
		}
		out = append(out, a)
	}
	return out
}

func rates(tb testing.TB, k *Knowledge) {
	tb.Helper()
	for line := range strings.Lines(strings.TrimSpace(wonPerDollar)) {
		f := strings.Fields(line)
		for m, v := range f[1:] {
			k.Rates = append(k.Rates, Rate{"USD", period.Period{Year: atoi(tb, f[0]), Month: monthNumber(m + 1)}, decimal.MustParse(v).Fraction()})
		}
	}
}

// koreaTopics are the quantities that no agreement computes, with what was
// reported about them.
func koreaTopics() []Topic {
	report := func(low, high, unit, speaker, publisher, published string) Report {
		p, err := period.Parse(published)
		if err != nil {
			panic(err)
		}
		return Report{Low: decimal.MustParse(low).Fraction(), High: decimal.MustParse(high).Fraction(), Unit: unit, Speaker: speaker, Publisher: publisher, Published: p}
	}
	return []Topic{
		{
			ID: "camp_humphreys.rok_share", Unit: "percent", Words: [][]string{{"humphreys", "험프리스"}}, Years: period.Years{},
			Values: []Report{report("92", "92", "percent", "Moon Jae-in", "The Hill", "2018-03-05")},
		},
		{
			ID: "camp_humphreys.total_cost", Unit: "USD", Words: [][]string{{"humphreys", "험프리스", "expansion"}, {"humphreys", "험프리스"}},
			Values: []Report{report("10.7e9", "10.8e9", "USD", "", "The Hill", "2018-03-05")},
		},
		{
			ID: "demand.2019", Unit: "USD", Of: "sma.10.first_year_amount", Years: period.Years{From: 2019, To: 2020},
			Words:  [][]string{{"demand", "demanded", "demands", "demanding", "asked", "asking", "sought", "seeking", "wanted", "wants", "insisted", "request", "requested", "call", "called", "push", "pressed", "pushed", "price tag", "요구", "압박"}, {"trump", "u.s.", "us", "washington", "american", "united", "white", "트럼프", "미국", "미 측", "미측"}},
			Avoid:  []string{"offer", "offered", "troops", "personnel", "japan", "tokyo", "일본"},
			Values: []Report{report("5e9", "5e9", "USD", "Donald Trump", "Reuters", "2024-03-13"), report("5e9", "5e9", "USD", "", "Bloomberg", "2019-11-19"), report("4.7e9", "4.7e9", "USD", "congressional aides", "CNN", "2019-11-14")},
		},
		{
			ID: "troops", Unit: "persons", Firm: true, Years: period.Years{From: 2008, To: 2030}, Words: [][]string{{"troops", "soldiers", "personnel", "servicemembers", "servicemen", "forces", "military", "gis", "troop", "주한미군", "병력", "미군", "service members", "force levels"}},
			Avoid:  []string{"workers", "employees", "civilians", "japan", "guam", "germany", "근로자", "노동자", "직원", "furlough"},
			Values: []Report{report("28500", "28500", "persons", "", "GAO", "2021-03-17"), report("28500", "28500", "persons", "", "Yonhap", "2025-12-19")},
		},
		{
			ID: "burden.rok_share", Unit: "fraction", Words: [][]string{{"cost", "costs", "bill", "expenses", "upkeep", "비용"}, {"share", "half", "shoulders", "covers", "pays", "bears", "percent", "절반", "부담"}}, Avoid: []string{"humphreys", "increase", "rise", "more", "labor", "wages"},
			Values: []Report{report("0.40", "0.50", "fraction", "State Department", "AP", "2021-03-10"), report("0.40", "0.50", "fraction", "", "The Hill", "2018-03-05")},
		},
	}
}

func atoi(tb testing.TB, s string) int {
	tb.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

func spanOf(tb testing.TB, s string) period.Span {
	tb.Helper()
	from, to, ranged := strings.Cut(s, "..")
	if !ranged {
		to = from
	}
	a, err := period.Parse(from)
	if err != nil {
		tb.Fatal(err)
	}
	b, err := period.Parse(to)
	if err != nil {
		tb.Fatal(err)
	}
	return period.Span{From: a.First(), To: b.Last()}
}

// Korea hands the table to the tests outside the package.
func Korea(tb testing.TB) *Knowledge {
	tb.Helper()
	return korea(tb)
}
