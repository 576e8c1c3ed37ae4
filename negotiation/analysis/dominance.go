package analysis

// tree finds out whether any of many vectors is at least as good as a given
// one in every component. It is a k-d tree (Bentley 1975) whose nodes also
// know the best of each component below them, so that whole branches are
// passed over. Vectors are added one by one; they should come in no particular
// order of the components after the first, as they do here.
type tree struct {
	n    int
	flat []float64 // the vectors
	best []float64 // of the branch that begins at a node
	kids []int32   // two for each node, -1 for none
}

// add puts a vector in.
func (t *tree) add(u []float64) {
	n := t.n
	id := int32(len(t.kids) / 2)
	t.flat = append(t.flat, u...)
	t.best = append(t.best, u...)
	t.kids = append(t.kids, -1, -1)
	if id == 0 {
		return
	}
	at := int32(0)
	for depth := 0; ; depth++ {
		base := int(at) * n
		for i, x := range u {
			t.best[base+i] = max(t.best[base+i], x)
		}
		axis, side := 0, int32(0)
		if n > 1 {
			axis = 1 + depth%(n-1) // the first component only falls
		}
		if u[axis] > t.flat[base+axis] {
			side = 1
		}
		next := t.kids[2*at+side]
		if next < 0 {
			t.kids[2*at+side] = id
			return
		}
		at = next
	}
}

// any calls found for vectors that beat u until it returns true, and returns
// whether it did.
func (t *tree) any(u []float64, found func(id int32) bool) bool {
	if len(t.kids) == 0 {
		return false
	}
	var room [64]int32
	stack := append(room[:0], 0)
	for len(stack) > 0 {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		base := int(at) * t.n
		if !beats(t.best[base:base+t.n], u) {
			continue
		}
		if beats(t.flat[base:base+t.n], u) && found(at) {
			return true
		}
		for side := range int32(2) { // the greater side last, so that it is looked at first
			if kid := t.kids[2*at+side]; kid >= 0 {
				stack = append(stack, kid)
			}
		}
	}
	return false
}
