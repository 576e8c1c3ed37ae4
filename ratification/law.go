package ratification

// Law returns the joint law of a vote: element [p][y] is the probability that
// p members are present and y of them vote yes. Members are taken one after
// the other: nothing is drawn and nothing is rounded but the last bits.
func Law(blocs []Bloc, o Offer, shock float64) [][]float64 {
	return law(ballots(blocs, o, shock), size(blocs))
}

func size(blocs []Bloc) int {
	n := 0
	for _, b := range blocs {
		n += b.Members
	}
	return n
}

// law keeps states with at most limit members present; those beyond are lost.
func law(all []ballot, limit int) [][]float64 {
	at := make([][]float64, limit+1)
	for p := range at {
		at[p] = make([]float64, p+1)
	}
	at[0][0] = 1
	seen := 0
	for _, b := range all {
		absent := 1 - b.yes - b.others
		for range b.members {
			seen++
			for p := min(seen, limit); p > 0; p-- { // downwards, so that a member counts once
				join(at[p], at[p-1], absent, b)
			}
			at[0][0] *= absent
		}
	}
	return at
}

// join adds a member to the states with so many present: below has one member
// fewer.
func join(row, below []float64, absent float64, b ballot) {
	p := len(below) // row has one more
	row[p] = row[p]*absent + below[p-1]*b.yes
	last := below[p-1]
	for y := p - 1; y > 0; y-- {
		next := below[y-1]
		row[y] = row[y]*absent + last*b.others + next*b.yes
		last = next
	}
	row[0] = row[0]*absent + last*b.others
}

// count returns the law of a sum in which a member adds up, down (a negative
// number) or nothing; element [i] is the probability of the sum i + offset.
func count(all []ballot, up, down int) (law []float64, offset int) {
	n := 0
	for _, b := range all {
		n += b.members
	}
	skip, whole := -down, up-down // what an absent member adds, and one who votes yes, over one who does not
	at := make([]float64, n*whole+1)
	at[0] = 1
	top := 0 // the largest sum that is possible so far
	for _, b := range all {
		absent := 1 - b.yes - b.others
		for range b.members {
			top += whole
			for i := top; i >= whole; i-- { // downwards, so that a member counts once
				at[i] = at[i]*b.others + at[i-skip]*absent + at[i-whole]*b.yes
			}
			for i := whole - 1; i >= skip; i-- {
				at[i] = at[i]*b.others + at[i-skip]*absent
			}
			for i := skip - 1; i >= 0; i-- {
				at[i] *= b.others
			}
		}
	}
	return at, n * down
}
