package workbench

import "sync"

// mostKept is how many long answers about one dossier are kept.
const mostKept = 64

// memo keeps answers that take long, each worked out once. The zero memo is
// ready.
type memo struct {
	mu sync.Mutex
	by map[string]func() (any, error)
}

// keep returns the answer of a name, worked out by the first who asks. Without
// a memo, and past its bound, it is worked out anew.
func keep[T any](m *memo, name string, work func() (T, error)) (T, error) {
	if m == nil {
		return work()
	}
	m.mu.Lock()
	if m.by == nil {
		m.by = map[string]func() (any, error){}
	}
	once := m.by[name]
	if once == nil {
		if len(m.by) >= mostKept {
			m.mu.Unlock()
			return work()
		}
		once = sync.OnceValues(func() (any, error) { return work() })
		m.by[name] = once
	}
	m.mu.Unlock()
	v, err := once()
	if err != nil { // a question that cannot be meant takes no room
		m.mu.Lock()
		delete(m.by, name)
		m.mu.Unlock()
	}
	t, _ := v.(T) // it is what work returned
	return t, err
}

// memo returns where long answers about a negotiation as it stands are kept;
// nil when the question changes something, or nothing is kept.
func (w *Workbench) memo(q NegotiationQuestion) *memo {
	if w.Shelf == nil || q.File != "" || q.Known != "" || q.Extend != "" || q.Currency != "" || len(q.Assume)+len(q.Set)+len(q.WhatIf) > 0 {
		return nil
	}
	o, err := w.open(q.Dossier, nil)
	if err != nil || o.plain == nil {
		return nil // whoever asks is told
	}
	return &o.plain.memo
}
