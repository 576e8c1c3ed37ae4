package web

import (
	"container/list"
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"entente/report"
)

// Bounds on the answers that are kept.
const (
	maxKept   = 32 << 20 // bytes in all
	maxAnswer = 1 << 20  // bytes of one
)

// kept is answers that were given, the latest asked for first. A reader who
// comes back, and the next one, are not computed for again.
type kept struct {
	mu    sync.Mutex
	order list.List // of *answer
	by    map[string]*list.Element
	size  int
}

// answer is a page as it was sent.
type answer struct {
	key    string
	header http.Header
	body   []byte
}

// lasting are the headers that belong to an answer rather than to who asked.
func lasting() []string {
	return []string{"Content-Type", "Content-Language", "Content-Security-Policy", "Cache-Control", "Etag", "Vary"}
}

func (k *kept) get(key string) *answer {
	k.mu.Lock()
	defer k.mu.Unlock()
	e := k.by[key]
	if e == nil {
		return nil
	}
	k.order.MoveToFront(e)
	return e.Value.(*answer) //nolint:forcetypeassert // nothing else is put in
}

func (k *kept) put(a *answer) {
	weight := func(a *answer) int { return len(a.body) + len(a.key) + 512 }
	if weight(a) > maxAnswer {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.by == nil {
		k.by = map[string]*list.Element{}
	}
	if k.by[a.key] != nil {
		return // somebody else was faster
	}
	k.by[a.key] = k.order.PushFront(a)
	for k.size += weight(a); k.size > maxKept; {
		last := k.order.Remove(k.order.Back()).(*answer) //nolint:forcetypeassert // nothing else is put in
		delete(k.by, last.key)
		k.size -= weight(last)
	}
}

// keyOf is the context key under which the name of an answer travels from
// [Site.again] to send.
type keyOf struct{}

// again answers from what is kept, or lets next answer and keep it.
func (s *Site) again(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked := r.URL.Query().Get("lang"); report.Speaks(asked) {
			http.SetCookie(w, &http.Cookie{Name: "lang", Value: asked, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
		}
		key := s.nameOf(r)
		if key == "" {
			next.ServeHTTP(w, r)
			return
		}
		a := s.kept.get(key)
		if a == nil {
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), keyOf{}, key)))
			return
		}
		for _, name := range lasting() {
			if v := a.header.Get(name); v != "" {
				w.Header().Set(name, v)
			}
		}
		serve(w, r, a.body)
	})
}

// nameOf names the answer to a request by everything that it depends on: the
// address, the language, the day, the name by which the site was asked for,
// and the files of the dossiers as they are now. What is not to be kept has no
// name.
func (s *Site) nameOf(r *http.Request) string {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return ""
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	parts := []string{r.URL.RequestURI(), language(r), s.bench.Now().Format(time.DateOnly), r.Host}
	var about []string
	switch {
	case first == "":
		about = s.served.Names()
	case !slices.Contains([]string{"verify", "verify.json", "speed", "speed.json"}, first):
		about = []string{first}
	}
	for _, name := range about {
		path, err := s.served.Find(name)
		if err != nil {
			return ""
		}
		edition, err := s.bench.Edition(path)
		if err != nil {
			return ""
		}
		parts = append(parts, edition)
	}
	return strings.Join(parts, "\x00")
}

// keep keeps an answer that is about to be sent.
func (s *Site) keep(w http.ResponseWriter, r *http.Request, body []byte) {
	key, ok := r.Context().Value(keyOf{}).(string)
	if !ok {
		return
	}
	a := &answer{key: key, header: http.Header{}, body: body}
	for _, name := range lasting() {
		if v := w.Header().Get(name); v != "" {
			a.header.Set(name, v)
		}
	}
	s.kept.put(a)
}
