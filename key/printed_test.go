package key_test

import (
	"testing"

	"entente/decimal"
	"entente/key"
)

// TestNATOVectors holds shares printed with two decimals against the amounts
// printed beside them.
func TestNATOVectors(t *testing.T) {
	t.Parallel()
	var suite struct {
		Total decimal.Fraction `json:"total_usd_million"`
		Cases []struct {
			Party  string
			Share  decimal.Decimal `json:"share_pct_rounded"`
			Amount decimal.Decimal `json:"amount_usd_million"`
		}
		Implied map[string]decimal.Fraction `json:"implied_share_pct"`
	}
	readJSON(t, "nato-key/partial_2017.json", &suite)
	if len(suite.Cases) == 0 {
		t.Fatal("the suite has no case")
	}
	for _, c := range suite.Cases {
		share, _ := c.Amount.Fraction().Mul(decimal.Whole(100)).Quo(suite.Total)
		if got := key.Compare(c.Share, share); got == key.Differs {
			t.Errorf("%s: %s printed for %s is %s", c.Party, c.Share, share.Approx(6), got)
		}
		if got := key.CompareAmount(c.Amount, c.Share, suite.Total); got == key.Differs {
			t.Errorf("%s: %s printed for %s %% of %s is %s", c.Party, c.Amount, c.Share, suite.Total, got)
		}
		if got := share.Approx(3); !frac(got).Equal(suite.Implied[c.Party]) {
			t.Errorf("%s: implied share %s, want %s", c.Party, got, suite.Implied[c.Party])
		}
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		printed, exact string
		want           key.Match
	}{
		{"14.65", "14.65", key.Equals},
		{"22.14", "22.144", key.Rounded},
		{"22.14", "22.145", key.Rounded}, // a tie may have gone either way
		{"22.14", "22.1451", key.Differs},
		{"22", "21.5", key.Rounded},
		{"9.84", "9.85", key.Differs},
	} {
		if got := key.Compare(dec(c.printed), frac(c.exact)); got != c.want {
			t.Errorf("Compare(%s, %s) = %s, want %s", c.printed, c.exact, got, c.want)
		}
	}
}

// TestCompareAmount uses NATO's common funding of 2017, 2,440 million USD, as a
// press report printed it.
func TestCompareAmount(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		amount, percent string
		want            key.Match
	}{
		{"540.32", "22.14", key.Rounded}, // 22.14 % is 540.216
		{"357.46", "14.65", key.Equals},
		{"259.46", "10.63", key.Rounded},
		{"240.3", "9.85", key.Rounded},
		{"240.3", "9.80", key.Differs},
	} {
		if got := key.CompareAmount(dec(c.amount), dec(c.percent), frac("2440")); got != c.want {
			t.Errorf("CompareAmount(%s, %s) = %s, want %s", c.amount, c.percent, got, c.want)
		}
	}
}
