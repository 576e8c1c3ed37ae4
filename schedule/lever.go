package schedule

import (
	"fmt"
	"slices"

	"entente/decimal"
)

// lever is what may move in a plan, and the figure that is watched: the nodes
// whose value is set, the node that is read, and the nodes between them, which
// alone are computed anew.
type lever struct {
	base   *Schedule
	set    []ID
	moving []ID // in order of computing
	goal   ID
}

// newLever evaluates a plan once and finds what depends on the nodes that are
// set. The goal is the sum of the given nodes; what is watched is kept up to
// date beside it.
func newLever(p *Plan, w World, set, goal []ID, watch []*Figure) *lever {
	sum := goal[0]
	if len(goal) > 1 {
		sum = p.add(Node{Kind: Sum, In: goal, Label: "the sum that is aimed at"})
	}
	l := &lever{base: p.Evaluate(w), set: set, goal: sum}
	needed := make([]bool, len(p.Nodes))
	needed[sum] = true
	for _, f := range watch {
		needed[f.Node] = true
	}
	for id, v := range slices.Backward(p.Nodes) {
		if needed[id] {
			for _, in := range v.In {
				needed[in] = true
			}
		}
	}
	depends := make([]bool, len(p.Nodes))
	for _, id := range set {
		depends[id] = true
	}
	for id := range p.Nodes {
		if depends[id] {
			continue
		}
		depends[id] = slices.ContainsFunc(p.Nodes[id].In, func(in ID) bool { return depends[in] })
		if depends[id] && needed[id] {
			l.moving = append(l.moving, ID(id))
		}
	}
	return l
}

// reaches reports whether the goal depends on the lever at all.
func (l *lever) reaches() bool {
	return slices.Contains(l.moving, l.goal) || slices.Contains(l.set, l.goal)
}

// at sets the lever and returns the goal.
func (l *lever) at(x decimal.Fraction) Value {
	for _, id := range l.set {
		l.base.values[id] = Value{Number: x, Status: Projected, Reasons: []string{"solved for"}}
	}
	for _, id := range l.moving {
		l.base.values[id] = l.base.value(&l.base.Plan.Nodes[id])
	}
	return l.base.At(l.goal)
}

// direction says how a node moves when the lever is raised.
type direction int

const (
	still   direction = 0
	rising  direction = 1  // or stays
	falling direction = -1 // or stays
	unclear direction = 2  // not proved
)

// proof walks a plan and proves which way each node moves between two ends of
// the lever.
type proof struct {
	*lever
	ways    map[ID]direction
	atLow   map[ID]decimal.Fraction
	atHigh  map[ID]decimal.Fraction
	unclear string // the first step at which the proof fails
}

// direction proves which way the goal moves when the lever is raised from low
// to high. Sums, bounds, roundings and gates keep the direction of their
// inputs. A product of what moves and what does not keeps or turns it with the
// sign; a product of two that rise, rises where both are at least zero, which
// they are everywhere if they are at the lower end. Where nothing is proved the
// step is named at which the proof fails.
func (l *lever) direction(low, high decimal.Fraction) (way direction, why string) {
	p := proof{lever: l, ways: map[ID]direction{}, atLow: map[ID]decimal.Fraction{}, atHigh: map[ID]decimal.Fraction{}}
	for _, end := range []struct {
		x  decimal.Fraction
		at map[ID]decimal.Fraction
	}{{high, p.atHigh}, {low, p.atLow}} {
		l.at(end.x)
		for _, id := range slices.Concat(l.set, l.moving) {
			end.at[id] = l.base.At(id).Number
		}
	}
	for _, id := range l.set {
		p.ways[id] = rising
	}
	for _, id := range l.moving {
		n := &l.base.Plan.Nodes[id]
		p.ways[id] = p.node(n)
		if p.ways[id] == unclear && p.unclear == "" { // the first cause; what follows from it is no news
			p.unclear = fmt.Sprintf("%q (%s)", n.Label, n.Kind)
		}
	}
	if p.ways[l.goal] != unclear {
		p.unclear = ""
	}
	return p.ways[l.goal], p.unclear
}

func (p *proof) node(n *Node) direction {
	switch n.Kind {
	case Sum, Min, Max, Round:
		return p.together(n.In)
	case Gate:
		return p.ways[n.In[p.base.gate(n).Chosen]] // which terms were known does not depend on the lever
	case Scale, Convert:
		return p.product(n.In, decimal.Fraction{})
	case Grow: // in[0] × (100 + in[1]) ÷ 100
		return p.product(n.In, decimal.Whole(100))
	case Ratio:
		if p.ways[n.In[1]] == still {
			return turn(p.ways[n.In[0]], p.base.At(n.In[1]).Number.Sign())
		}
		return unclear
	case Const, Missing, Observation:
		return still
	default:
		return unclear
	}
}

// together is the direction of what moves as its inputs do.
func (p *proof) together(in []ID) direction {
	way := still
	for _, id := range in {
		switch w := p.ways[id]; {
		case w == still || w == way:
		case way == still:
			way = w
		default:
			return unclear
		}
	}
	return way
}

// product is the direction of a product. The last factor has a number added to
// it, as growth has.
func (p *proof) product(in []ID, added decimal.Fraction) direction {
	way, sign := still, 1
	var moving []ID
	for i, id := range in {
		if p.ways[id] == still {
			factor := p.base.At(id).Number
			if i == len(in)-1 {
				factor = factor.Add(added)
			}
			sign *= factor.Sign()
			continue
		}
		moving = append(moving, id)
	}
	for _, id := range moving {
		w := p.ways[id]
		if w == unclear || way != still && w != way {
			return unclear
		}
		way = w
	}
	for _, id := range moving {
		if len(moving) == 1 {
			break
		}
		least := p.atLow[id]
		if way == falling {
			least = p.atHigh[id]
		}
		if id == in[len(in)-1] {
			least = least.Add(added)
		}
		if least.Sign() < 0 {
			return unclear
		}
	}
	return turn(way, sign)
}

// turn is the direction of x × c for a constant c of a sign.
func turn(way direction, sign int) direction {
	if way == unclear {
		return unclear
	}
	return way * direction(sign)
}
