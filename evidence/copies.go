package evidence

import "hash/maphash"

// CopyGroups returns the documents that are copies or retellings of each other,
// by their place in the list: those that share half of the runs of five words
// of the shorter one. A document alone is in no group. Sources are counted by
// group: two papers that print one agency are one.
func CopyGroups(results []*Result) [][]int {
	seed := maphash.MakeSeed()
	runs := make([]map[uint64]bool, len(results))
	for i, r := range results {
		runs[i] = shingles(r.Document, seed)
	}
	group := make([]int, len(results))
	for i := range group {
		group[i] = i
	}
	for i := range results {
		for j := range i {
			if group[i] != group[j] && copies(runs[i], runs[j]) {
				old, now := group[i], group[j]
				for k := range group {
					if group[k] == old {
						group[k] = now
					}
				}
			}
		}
	}
	var out [][]int
	for g := range results {
		var members []int
		for i := range group {
			if group[i] == g {
				members = append(members, i)
			}
		}
		if len(members) > 1 {
			out = append(out, members)
		}
	}
	return out
}

// shingles are the runs of five words of the article, at most ten thousand.
func shingles(d *Document, seed maphash.Seed) map[uint64]bool {
	const run, most = 5, 10000
	out := map[uint64]bool{}
	var words []string
	for _, s := range sentences(d) {
		for _, t := range s.toks {
			if t.kind != symbol && len(words) < most {
				words = append(words, t.low)
			}
		}
	}
	for i := 0; i+run <= len(words); i++ {
		var h maphash.Hash
		h.SetSeed(seed)
		for _, w := range words[i : i+run] {
			h.WriteString(w)
			h.WriteByte(' ')
		}
		out[h.Sum64()] = true
	}
	return out
}

func copies(a, b map[uint64]bool) bool {
	if len(b) < len(a) {
		a, b = b, a
	}
	shared := 0
	for h := range a {
		if b[h] {
			shared++
		}
	}
	return len(a) >= 10 && shared*2 >= len(a)
}
