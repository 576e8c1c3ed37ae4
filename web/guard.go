package web

import (
	"net"
	"net/http"
	"net/url"
	"strings"
)

// policy allows what comes from this site and nothing else: no script in a
// page, no style in an element, no frame around it.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Guard refuses foreign hosts and origins and long addresses, and sets the
// headers that keep a page to itself.
func (s *Site) Guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		switch {
		case !s.local(r.Host):
			http.Error(w, "this site answers to its own name only", http.StatusMisdirectedRequest)
		case !s.origin(r.Header.Get("Origin")) || r.Header.Get("Sec-Fetch-Site") == "cross-site" && r.Header.Get("Sec-Fetch-Mode") != "navigate":
			http.Error(w, "requests from other sites are refused", http.StatusForbidden)
		case len(r.URL.RequestURI()) > maxAddress:
			http.Error(w, "the address is too long", http.StatusRequestURITooLong)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// local reports whether a host header names this site, with or without port.
func (s *Site) local(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	for _, h := range s.hosts {
		if strings.EqualFold(h, host) {
			return true
		}
	}
	return false
}

// origin reports whether a request may come from there: from no page at all or
// from a page of this site.
func (s *Site) origin(origin string) bool {
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && s.local(u.Host)
}
