package extract

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// junk reports elements that never hold the article.
func (n *node) junk() bool { return n.out }

// sort decides for every node whether it is junk. A class alone does not
// condemn an element that holds a third of the prose of the page, and in a
// second, lenient try it condemns none.
func (t *tree) sort(lenient bool) {
	prose := make([]int, len(t.nodes))
	t.prose = make([]int, len(t.nodes))
	for i := len(t.nodes) - 1; i > 0; i-- {
		n := &t.nodes[i]
		if n.tag == "" && t.nodes[n.parent].tag != "a" && t.nodes[n.parent].tag != "#root" {
			if c := letters(n.raw); c > 40 {
				prose[i] = c
			}
		}
		prose[n.parent] += prose[i]
	}
	for i := range t.nodes {
		n := &t.nodes[i]
		n.chars, n.links, n.commas, n.score = 0, 0, 0, 0
		n.out = n.never() || !lenient && n.doubtful() && prose[i]*3 < prose[0]
		if n.hidden && (lenient || prose[i]*3 >= prose[0]) && prose[i] > 400 {
			n.out = false
		}
	}
}

// never reports elements that hold no prose by their nature.
func (n *node) never() bool {
	switch n.tag {
	case "script", "style", "nav", "footer", "aside", "form", "button", "select", "option", "iframe", "noscript", "svg", "video", "audio", "object", "template", "dialog", "input", "textarea", "canvas", "menu":
		return true
	}
	return n.hidden
}

// doubtful reports elements that a class marks as the surroundings.
func (n *node) doubtful() bool {
	if n.class == "" || n.tag == "body" || n.tag == "html" || n.tag == "article" || n.tag == "main" {
		return false
	}
	return unlikely(n.class)
}

// unlikely reports classes of what stands around articles.
func unlikely(class string) bool {
	for _, w := range strings.FieldsFunc(class, func(r rune) bool { return r == ' ' }) {
		for _, part := range [...]string{
			"comment", "sidebar", "share", "sharing", "social", "related", "recommend", "promo", "newsletter", "subscribe", "subscription", "advert", "sponsor", "cookie", "banner", "breadcrumb", "navigation", "navbar", "nav-", "-nav", "menu", "footer", "popup", "modal", "paywall", "trending", "most-read", "mostread", "most-popular", "popular", "more-on", "read-more", "readmore", "read-next", "also-read", "outbrain", "taboola", "toolbar", "tags", "tag-list", "author-bio", "bio-box", "signup", "sign-up", "sr-only", "visually-hidden", "skip-link", "pagination", "pager", "disqus", "byline-social", "rss", "widget", "masthead", "site-header", "hidden-print", "ad-", "-ad", "ads", "article_relation", "journalist", "reporter_area", "copyright",
		} {
			if strings.Contains(w, part) && !strings.Contains(w, "article-body") && !strings.Contains(w, "content-body") && (part != "share" || !strings.Contains(w, "cost")) && (!strings.HasPrefix(part, "ad") || adWord(w)) && (part != "-ad" || adWord(w)) {
				return true
			}
		}
		if w == "complementary" || w == "contentinfo" || w == "nav" || w == "ad" || w == "dialog" || w == "menu" {
			return true
		}
	}
	return false
}

// adWord keeps "header", "read", "load" apart from advertising.
func adWord(w string) bool {
	for _, part := range strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '_' }) {
		if part == "ad" || part == "ads" || strings.HasPrefix(part, "advert") {
			return true
		}
	}
	return false
}

// likely reports classes of articles.
func likely(class string) bool {
	for _, part := range [...]string{"article-body", "articlebody", "article_body", "article-content", "story-body", "storybody", "entry-content", "post-content", "post-body", "content-body", "news-body", "news_body", "article-text", "articletext", "story-content", "body-text", "article__body", "articlecontent", "news-con", "newsct_article", "dic_area", "story-news", "paragraph"} {
		if strings.Contains(class, part) {
			return true
		}
	}
	return false
}

// measure counts letters, letters in links and commas below every node, from
// the leaves up: children stand behind their parents.
func (t *tree) measure() {
	for i := len(t.nodes) - 1; i > 0; i-- {
		n := &t.nodes[i]
		if n.tag == "" {
			n.chars = letters(n.raw)
			n.commas = strings.Count(string(n.raw), ",") + strings.Count(string(n.raw), "，") + strings.Count(string(n.raw), "다.")
		}
		if n.junk() {
			continue
		}
		p := &t.nodes[n.parent]
		p.chars += n.chars
		p.commas += n.commas
		if n.tag == "a" {
			p.links += n.chars
		} else {
			p.links += n.links
		}
	}
}

// sum adds up the prose below every node that is not junk.
func (t *tree) sum() {
	for i := len(t.nodes) - 1; i > 0; i-- {
		n := &t.nodes[i]
		if n.tag == "" && t.nodes[n.parent].tag != "a" && n.chars > 40 {
			t.prose[i] = n.chars
		}
		if !n.out {
			t.prose[n.parent] += t.prose[i]
		}
	}
}

// letters counts characters that are no white space.
func letters(raw []byte) int {
	n := 0
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		if r > ' ' {
			n++
			if r > 0x2000 {
				n++ // a Korean letter says more
			}
		}
		raw = raw[size:]
	}
	return n
}

// density returns the share of letters inside links, in percent.
func (n *node) density() int {
	if n.chars == 0 {
		return 0
	}
	return n.links * 100 / n.chars
}

// article returns the nodes whose text is the article, in order: the element
// with the most points and those beside it that read like it.
func (t *tree) article() []int {
	t.sort(false)
	out := t.find()
	if t.size(out) >= 600 {
		return out
	}
	strict := t.size(out)
	t.sort(true)
	if again := t.find(); t.size(again) > 2*strict {
		return again
	}
	t.sort(false)
	return t.find()
}

func (t *tree) size(ids []int) int {
	n := 0
	for _, i := range ids {
		n += t.nodes[i].chars - t.nodes[i].links
	}
	return n
}

func (t *tree) find() []int {
	t.measure()
	t.sum()
	best := t.best()
	if best == 0 {
		return []int{0}
	}
	best = t.widen(best)
	p := t.nodes[best].parent
	if p < 0 {
		return []int{best}
	}
	threshold := max(10, t.nodes[best].score/5)
	var out []int
	for _, c := range t.nodes[p].children {
		n := &t.nodes[c]
		if c == best {
			out = append(out, c)
			continue
		}
		if n.tag == "" || n.junk() {
			continue
		}
		same := n.class != "" && strings.TrimSpace(n.class) != "" && n.class == t.nodes[best].class
		switch {
		case n.score >= threshold, same && n.chars > 80 && n.density() < 25:
			out = append(out, c)
		case n.tag == "p" && (n.chars > 80 && n.density() < 25 || n.chars > 0 && n.density() == 0 && endsProse(t.plain(c))):
			out = append(out, c)
		}
	}
	return out
}

// best gives points: every paragraph counts for its parent in full and for its
// grandparent by half, by its length and its commas.
func (t *tree) best() int {
	touched := map[int]bool{}
	give := func(i, points int) {
		if i > 0 {
			t.nodes[i].score += points
			touched[i] = true
		}
	}
	for i := 1; i < len(t.nodes); i++ {
		n := &t.nodes[i]
		if !t.paragraph(i) || n.chars < 25 || t.within(i) {
			continue
		}
		points := 1 + n.commas + min(n.chars/100, 3)
		p := n.parent
		give(p, points)
		if p > 0 {
			give(t.nodes[p].parent, points/2)
			if g := t.nodes[p].parent; g > 0 {
				give(t.nodes[g].parent, points/6)
			}
		}
	}
	best, points := 0, 0
	ids := make([]int, 0, len(touched))
	for i := range touched {
		ids = append(ids, i)
	}
	slices.Sort(ids)
	for _, i := range ids {
		n := &t.nodes[i]
		s := n.score
		switch n.tag {
		case "article", "main":
			s += 10
		case "div", "section":
			s += 5
		case "li", "ul", "ol", "dl", "table", "tr", "td", "th", "h1", "h2", "h3":
			s -= 3
		case "html", "body":
			s -= 5
		}
		if likely(n.class) {
			s += 25
		}
		n.score = s * (100 - n.density()) / 100
		if n.score > points {
			best, points = i, n.score
		}
	}
	return best
}

// paragraph reports nodes that hold prose themselves.
func (t *tree) paragraph(i int) bool {
	n := &t.nodes[i]
	switch n.tag {
	case "p", "pre", "td", "blockquote":
		return true
	case "div", "section", "article", "main", "span", "body", "font":
		own := 0
		for _, c := range n.children {
			if k := &t.nodes[c]; k.tag == "" {
				own += k.chars
			}
		}
		return own >= 25
	}
	return false
}

// within reports a node below one that is junk.
func (t *tree) within(i int) bool {
	for k := i; k > 0; k = t.nodes[k].parent {
		if t.nodes[k].junk() {
			return true
		}
	}
	return false
}

// widen climbs to a parent that holds nearly all points of its own, which is
// the case where an article is cut into sections.
func (t *tree) widen(best int) int {
	for range 4 {
		p := t.nodes[best].parent
		if p <= 0 || t.nodes[p].tag == "body" || t.nodes[p].tag == "html" {
			return best
		}
		single := 0
		for _, c := range t.nodes[p].children {
			if t.nodes[c].tag != "" && !t.nodes[c].junk() && t.nodes[c].chars > 0 {
				single++
			}
		}
		strong := 0
		for _, c := range t.nodes[p].children {
			if c != best && t.nodes[c].score*4 >= t.nodes[best].score {
				strong++
			}
		}
		if single > 1 && strong < 2 && t.nodes[p].score*4 < t.nodes[best].score*5 && t.prose[p]*10 < t.prose[best]*14 {
			return best
		}
		if t.nodes[p].density() > 30 {
			return best
		}
		best = p
	}
	return best
}

func endsProse(s string) bool {
	s = strings.TrimRight(s, "\"'”’) \n\t")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!")
}

// plain returns the text below a node, for looking at it only.
func (t *tree) plain(i int) string {
	var b strings.Builder
	var walk func(i int)
	walk = func(i int) {
		n := &t.nodes[i]
		if n.tag == "" {
			b.Write(n.raw)
		}
		for _, c := range n.children {
			walk(c)
		}
	}
	walk(i)
	return strings.TrimSpace(b.String())
}
