package evidence

import "testing"

// Every sentence holds one sum; its speaker, relays and anonymity are read.
func TestAttribution(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, speaker, relay string
		anonymous            bool
	}{
		{"South Korea pays $1 billion a year.", Narrator, "", false},
		{`"We pay $1 billion a year," said Kim Min-seok, a spokesman for the defense ministry.`, "Kim Min-seok", "", false},
		{`"They paid us $1 billion," President Donald Trump told reporters at the White House.`, "Donald Trump", "", false},
		{"Lim Soo-suk, a spokesman for the foreign ministry, said Seoul would pay $1 billion.", "Lim Soo-suk", "", false},
		{"Foreign Ministry spokesman Lim Soo-suk told a briefing that the sum was $1 billion.", "Lim Soo-suk", "", false},
		{"A senior U.S. official said on Wednesday that Seoul offered $1 billion.", "senior U.S. official", "", true},
		{"Seoul offered $1 billion, a senior U.S. official said, speaking on condition of anonymity.", "senior U.S. official", "", true},
		{"Seoul will pay $1 billion, according to two people familiar with the matter.", "two people familiar with the matter", "", true},
		{"According to the State Department, Seoul pays $1 billion.", "State Department", "", false},
		{"Yonhap News Agency reported, citing a government source, that the U.S. wants $1 billion.", "government source", "Yonhap News Agency", true},
		{"The JoongAng Ilbo newspaper said Washington would ask for $1 billion, citing diplomatic sources.", "diplomatic sources", "JoongAng Ilbo newspaper", true},
		{"The ministry said in a statement that it would provide $1 billion.", "the ministry", "", false},
		{"A diplomatic source told Yonhap that the figure was $1 billion.", "diplomatic source", "Yonhap", true},
		{"Former national security adviser John Bolton wrote that Trump had asked for $1 billion.", "John Bolton", "", false},
		{"Trump demanded $1 billion a year.", Narrator, "", false},
		{"Seoul has agreed to pay $1 billion, officials said.", "officials", "", true},
		{"Mark Esper, the defense secretary, said that South Korea should pay $1 billion.", "Mark Esper", "", false},
		{"Minister Kang Kyung-wha was quoted as saying by KBS that $1 billion was too much.", "Kang Kyung-wha", "KBS", false},
		{"The Pentagon estimates that the troops cost $1 billion.", "Pentagon", "", false},
		{"The deal, which was described by critics as unfair, is worth $1 billion.", Narrator, "", false},
		{"The United States states its case for $1 billion.", Narrator, "", false},
		{"The total, he said, would be $1 billion.", Narrator, "", false}, // nobody was named before
		{"An official at the presidential office said the final number was $1 billion.", "official at the presidential office", "", true},
		{"Reuters reported that Trump had rejected $1 billion.", "Reuters", "", false},
		{"In a tweet, Trump said South Korea had agreed to pay $1 billion.", "Trump", "", false},
		{"The two sides are $1 billion apart, a former U.S. negotiator, who declined to be named, told CNN.", "former U.S. negotiator", "CNN", true},
		{"외교부는 분담금이 1조원이라고 밝혔다.", "외교부", "", false},
		{"정부 고위 당국자는 \"1조원 수준\"이라고 말했다.", "정부 고위 당국자", "", true},
		{"로이터통신은 소식통을 인용해 미국이 1조원을 요구했다고 보도했다.", "소식통", "로이터통신", true},
		{"국방부에 따르면 분담금은 1조원이다.", "국방부", "", false},
		{"분담금은 1조원이다.", Narrator, "", false},
	} {
		d, err := Plain("", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		r := Read(d)
		found := false
		for _, f := range r.Figures {
			if f.Kind != Money {
				continue
			}
			found = true
			relay := ""
			if len(f.Chain) > 1 {
				relay = f.Chain[len(f.Chain)-1].Who
			}
			if f.Speaker != c.speaker || relay != c.relay || f.Anonymous != c.anonymous {
				t.Errorf("%s\n\tspeaker %q through %q unnamed %v, want %q through %q unnamed %v", c.text, f.Speaker, relay, f.Anonymous, c.speaker, c.relay, c.anonymous)
			}
			break
		}
		if !found {
			t.Errorf("%s: no sum", c.text)
		}
	}
}
