package deal

import (
	"slices"

	"entente/projection"
)

// held bounds the totals that a worker holds at once, in numbers.
const held = 2 << 20

// batches divides the variants among tasks: those of a task differ in one issue
// only, the one whose values leave most of the plan as it is, so that what does
// not depend on it is computed once for all of them. The division depends on the
// problem alone, never on who works.
func (p *Problem) batches(a axes, f *projection.Futures) (tasks [][]int) {
	inner := p.innermost(a)
	if inner < 0 {
		for i := range a.variants {
			tasks = append(tasks, []int{i})
		}
		return tasks
	}
	// A variant counts the issues up, the last one fastest.
	stride, n := 1, len(p.Issues[inner].Labels)
	for _, k := range slices.Backward(a.money) {
		if k == inner {
			break
		}
		stride *= len(p.Issues[k].Labels)
	}
	size := min(max(held/(a.terms*f.Paths), 1), n)
	for first := range a.variants {
		if first/stride%n != 0 {
			continue
		}
		for from := 0; from < n; from += size {
			var task []int
			for value := from; value < min(from+size, n); value++ {
				task = append(task, first+value*stride)
			}
			tasks = append(tasks, task)
		}
	}
	return tasks
}

// innermost returns the issue whose first two values share most of their
// plans, the one with more values when two share alike; -1 where there is none.
func (p *Problem) innermost(a axes) int {
	first := p.plain(a, -1)
	best, most, values := -1, -1.0, 0
	if first == nil {
		return best
	}
	for _, k := range a.money {
		n := len(p.Issues[k].Labels)
		if n < 2 {
			continue
		}
		other := p.plain(a, k)
		if other == nil {
			continue
		}
		shared, all := projection.Together(first, other)
		part := float64(shared) / float64(max(all, 1))
		if part > most || part == most && n > values {
			best, most, values = k, part, n
		}
	}
	return best
}

// plain prepares the first package, with the second value of one issue; nil
// when it cannot be computed, which valuing it will tell.
func (p *Problem) plain(a axes, issue int) *projection.Projection {
	values := a.values(p, 0)
	if issue >= 0 {
		values[issue] = 1
	}
	draft, found := p.Drafts.Package(values)
	plan, err := p.prepare(draft, found, "")
	if err != nil {
		return nil
	}
	return plan
}
