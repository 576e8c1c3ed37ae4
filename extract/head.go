package extract

import (
	"encoding/json"
	"html"
	"strings"

	"entente/evidence"
)

// head is what the head of a page declares.
type head struct {
	titleTag, ogTitle, ldTitle string
	site, ldPublisher          string
	author, ldAuthor           string
	published, ldPublished     string
	timeTag                    string
	lang                       string
}

// element reads one start tag.
func (h *head) element(tag string, a map[string]string) {
	set := func(p *string, v string) {
		if v = strings.TrimSpace(html.UnescapeString(v)); *p == "" && v != "" && len(v) < 500 {
			*p = v
		}
	}
	switch tag {
	case "html":
		set(&h.lang, a["lang"])
	case "time":
		set(&h.timeTag, a["datetime"])
	case "meta":
		key := strings.ToLower(a["property"] + a["name"] + a["itemprop"])
		switch key {
		case "og:title", "twitter:title":
			set(&h.ogTitle, a["content"])
		case "og:site_name", "publisher", "dc.publisher", "article:publisher", "application-name":
			if !strings.Contains(a["content"], "://") {
				set(&h.site, a["content"])
			}
		case "author", "article:author", "byl", "dc.creator", "parsely-author", "dable:author":
			if !strings.Contains(a["content"], "://") {
				set(&h.author, a["content"])
			}
		case "article:published_time", "datepublished", "pubdate", "publishdate", "date", "dc.date", "dc.date.issued", "parsely-pub-date", "sailthru.date", "og:article:published_time", "article.published", "publish-date", "originalpublicationdate", "dcterms.created":
			set(&h.published, a["content"])
		}
	}
}

// script reads the text of a title or of a block of linked data.
func (h *head) script(kind string, raw []byte) {
	switch {
	case kind == "title":
		if h.titleTag == "" {
			h.titleTag = strings.Join(strings.Fields(html.UnescapeString(string(raw))), " ")
		}
	case strings.Contains(kind, "ld+json") && len(raw) < 1<<18:
		var v any
		if json.Unmarshal(raw, &v) == nil {
			h.linked(v, 0)
		}
	}
}

// linked finds the article in linked data.
func (h *head) linked(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for i, x := range v {
			if i < 50 {
				h.linked(x, depth+1)
			}
		}
	case map[string]any:
		if g, ok := v["@graph"]; ok {
			h.linked(g, depth+1)
		}
		kind := name(v["@type"])
		if !strings.Contains(kind, "Article") && !strings.Contains(kind, "Report") && !strings.Contains(kind, "BlogPosting") {
			return
		}
		first(&h.ldTitle, name(v["headline"]))
		first(&h.ldPublished, name(v["datePublished"]))
		first(&h.ldAuthor, name(v["author"]))
		first(&h.ldPublisher, name(v["publisher"]))
	}
}

func first(p *string, v string) {
	if *p == "" && len(v) < 500 {
		*p = html.UnescapeString(v)
	}
}

// name reads a text, the name of an object, or the first of a list.
func name(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		s, _ := v["name"].(string)
		return s
	case []any:
		if len(v) > 0 {
			return name(v[0])
		}
	}
	return ""
}

// fill gives a document what the head declares.
func (h *head) fill(d *evidence.Document) {
	d.Title = h.title()
	d.Publisher = strings.TrimSpace(either(h.ldPublisher, h.site))
	d.Byline = either(h.ldAuthor, h.author)
	for _, s := range []struct{ text, basis string }{{h.ldPublished, "the linked data of the page"}, {h.published, "the head of the page"}, {h.timeTag, "the time stamp in the page"}} {
		if p, ok := evidence.PublishedOn(s.text, s.basis); ok {
			d.Published = p
			break
		}
	}
	if l := strings.ToLower(h.lang); strings.HasPrefix(l, "ko") || strings.HasPrefix(l, "en") {
		d.Language = l[:2]
	}
}

// title prefers what is meant for sharing; the name of the site behind a bar
// is dropped.
func (h *head) title() string {
	t := either(h.ldTitle, h.ogTitle)
	if t == "" {
		t = h.titleTag
	}
	for _, bar := range []string{" | ", " - ", " – ", " — ", " :: "} {
		if i := strings.LastIndex(t, bar); i > 15 && len(strings.Fields(t[i+len(bar):])) <= 4 {
			return strings.TrimSpace(t[:i])
		}
	}
	return t
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
