package workbench

import (
	"fmt"
	"hash/fnv"
	"io/fs"
	"slices"
	"strconv"
	"sync"

	"entente/diag"
	"entente/dossier"
	"entente/schedule"
)

// Shelf keeps dossiers as read, for a process that answers many questions about
// the same ones. A dossier whose files change is read again; one that is broken
// while it is kept stays as it was last good, and says so. The zero Shelf is
// empty and ready.
type Shelf struct {
	mu      sync.Mutex
	books   map[string]*book
	changes []changed // the last that were asked for, latest last
}

// mostChanged is how many changed dossiers are kept: a reader who moves a
// slider asks for the same change several times over.
const mostChanged = 8

// changed is a dossier with changes on top.
type changed struct {
	name string // of the dossier, its stamp and the changes
	good *opened
}

// book is a kept dossier. A stamp of its files tells whether they changed.
type book struct {
	stamp  string
	good   *opened
	broken diag.List // what is wrong with the files as they are now
}

// plain is what follows from a kept dossier as it stands, each worked out once:
// its plan, its figures when everything is known and nothing assumed, and what
// is wrong in it. None of them changes when it is read.
type plain struct {
	once  sync.Once
	plan  *schedule.Plan
	found diag.List

	evaluating sync.Once
	figures    *schedule.Schedule

	checking sync.Once
	list     diag.List

	judging sync.Once
	ledger  []ClaimLine

	memo memo // of long answers
}

// compile builds the plan of a dossier, or takes the one that is kept.
func (o *opened) compile(opt schedule.Options) (*schedule.Plan, diag.List) {
	if o.plain == nil || opt != (schedule.Options{}) {
		return schedule.Compile(Input(o.Dossier), opt)
	}
	o.plain.once.Do(func() { o.plain.plan, o.plain.found = schedule.Compile(Input(o.Dossier), opt) })
	return o.plain.plan, slices.Clip(o.plain.found)
}

// evaluate runs a plan in a world, or takes the figures that are kept.
func (o *opened) evaluate(plan *schedule.Plan, world schedule.World) *schedule.Schedule {
	plainly := world.Known.IsZero() && len(world.Set)+len(world.Drawn)+len(world.Assume) == 0
	if o.plain == nil || plan != o.plain.plan || !plainly {
		return plan.Evaluate(world)
	}
	o.plain.evaluating.Do(func() { o.plain.figures = plan.Evaluate(world) })
	return o.plain.figures
}

// copy returns a dossier whose list of findings may be added to.
func (o *opened) copy() *opened { return &opened{o.Dossier, slices.Clip(o.found), o.plain} }

// read returns a dossier from the shelf, or reads it, and the stamp of its files.
func (s *Shelf) read(name string, fsys fs.FS) (o *opened, stamp string, err error) {
	stamp, err = stampOf(fsys)
	if err != nil {
		return nil, "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	last := s.books[name]
	if last != nil && last.stamp == stamp {
		return last.good.copy(), stamp, nil
	}
	d, found, err := dossier.Read(fsys)
	if err != nil {
		return nil, "", err
	}
	if s.books == nil {
		s.books = map[string]*book{}
	}
	fresh := &book{stamp: stamp, good: &opened{d, found, &plain{}}}
	if last != nil && found.HasErrors() && !last.good.found.HasErrors() {
		fresh.good, fresh.broken = last.good, found.Errors()
	}
	s.books[name] = fresh
	return fresh.good.copy(), stamp, nil
}

// changed returns a dossier with changes on top, kept or made from the one that
// is kept. Files of changes count by what they hold.
func (s *Shelf) changed(name string, fsys fs.FS, changes []dossier.Overlay) (*opened, error) {
	o, stamp, err := s.read(name, fsys)
	if err != nil {
		return nil, err
	}
	key := name + "\x00" + stamp + "\x00" + dossier.Sum(changes)
	s.mu.Lock()
	i := slices.IndexFunc(s.changes, func(c changed) bool { return c.name == key })
	if i >= 0 {
		c := s.changes[i]
		s.changes = append(slices.Delete(s.changes, i, i+1), c)
		s.mu.Unlock()
		return c.good.copy(), nil
	}
	s.mu.Unlock()
	d, found := o.Changed(changes...)
	good := &opened{d, found, &plain{}}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes = append(s.changes, changed{key, good})
	if n := len(s.changes) - mostChanged; n > 0 {
		s.changes = slices.Delete(s.changes, 0, n)
	}
	return good.copy(), nil
}

// Edition returns a text that changes whenever the answers about a dossier may:
// with its files.
func (w *Workbench) Edition(name string) (string, error) {
	fsys, closer, err := w.find(name)
	if err != nil {
		return "", err
	}
	defer closer()
	return stampOf(fsys)
}

// Broken returns what is wrong with the files of a dossier that is shown as it
// was last good.
func (s *Shelf) Broken(name string) diag.List {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.books[name]; b != nil {
		return b.broken
	}
	return nil
}

// stampOf sums names, sizes and times of change of the files.
func stampOf(fsys fs.FS) (string, error) {
	h := fnv.New64a()
	err := fs.WalkDir(fsys, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s %d %d\n", path, info.Size(), info.ModTime().UnixNano())
		return nil
	})
	return strconv.FormatUint(h.Sum64(), 16), err
}
