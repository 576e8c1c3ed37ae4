package evidence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// classify gives every line its role. A line is debris by a sign in it, by
// being short and wordless between other debris, or by standing behind the end
// of the article.
func classify(d *Document) {
	ended := false
	for i := range d.Lines {
		l := &d.Lines[i]
		text := strings.TrimFunc(d.Text[l.Start:l.End], unicode.IsSpace)
		if text == "" {
			l.Role = Blank
			continue
		}
		l.Role, l.Why = lineRole(text)
		if ended && l.Role == Body && !sentenceLike(text) {
			l.Role, l.Why = ReadAlso, "a headline behind the end of the article"
		}
		if l.Role == ReadAlso && endsArticle(text) {
			ended = true
		}
		if l.Role == Body && sentenceLike(text) && len(text) > 120 {
			ended = false
		}
	}
	findTitle(d)
	short(d)
}

// lineRole recognises debris by its signs; everything else is body.
func lineRole(text string) (Role, string) {
	low := strings.ToLower(text)
	words := len(strings.Fields(text))
	for _, rule := range [...]func(string, string, int) (Role, string){creditLine, captionLine, appealLine, readAlsoLine, sharingLine, stampLine, navigationLine} {
		if role, why := rule(text, low, words); role != "" {
			return role, why
		}
	}
	return Body, ""
}

func anyPrefix(s string, prefixes ...string) string {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return p
		}
	}
	return ""
}

func anyIn(s string, parts ...string) string {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return p
		}
	}
	return ""
}

// creditLine recognises copyright, agency credits, contacts of reporters.
func creditLine(text, low string, words int) (Role, string) {
	bare := strings.Trim(low, "[]*_-–— ")
	if anyPrefix(bare, "(c)", "(c) ") == "" {
		bare = strings.Trim(bare, "() ")
	}
	if p := anyPrefix(bare, "reporting by", "editing by", "writing by", "additional reporting", "with assistance from", "(reporting by", "compiled by", "source:", "sources:", "copyright", "©", "(c)", "ⓒ", "distributed by", "our standards", "all rights reserved", "contact:", "this story originally", "this article originally", "this article was", "translated by", "produced by", "this report includes", "the associated press contributed", "저작권자", "무단"); p != "" {
		return Credit, p
	}
	if p := anyIn(low, "all rights reserved", "무단 전재", "무단전재", "재배포 금지", "visit bloomberg.com", "ⓒ", "©", "trust principles", "may not be published, broadcast"); p != "" && words < 60 {
		return Credit, p
	}
	if strings.Contains(low, "@") && words <= 8 && strings.Contains(low, ".") {
		return Credit, "an address"
	}
	if words <= 4 && strings.HasSuffix(text, "기자") {
		return Byline, "기자"
	}
	return "", ""
}

// captionLine recognises what stands under pictures.
func captionLine(text, low string, words int) (Role, string) {
	if p := anyPrefix(low, "photo:", "photo by", "file photo", "file -", "file—", "file –", "image:", "image source", "picture:", "caption:", "credit:", "[photo", "(photo", "video:", "graphic:", "a file photo", "photo credit", "▲", "사진=", "[사진", "(사진", "사진 ", "그래픽", "getty images", "reuters/", "ap photo", "this photo", "in this photo", "in this file photo", "pictured:"); p != "" {
		return Caption, p
	}
	if p := anyIn(low, "(ap photo", "/getty images", "getty images)", "afp via getty", "reuters/", "/afp", "/reuters", "(pool photo", "/pool", "courtesy of", "handout via", "[yonhap]", "[연합뉴스]", "연합뉴스 제공", "제공 =", "자료사진", "photo/", "epa-efe", "/newsis", "[뉴시스]", "via getty"); p != "" && words < 70 && !strings.Contains(low, "\" ") {
		return Caption, p
	}
	if words < 60 && (strings.HasSuffix(low, "(yonhap)") || strings.HasSuffix(low, "(ap)") || strings.HasSuffix(low, "(reuters)") || strings.HasSuffix(low, "(afp)") || strings.HasSuffix(low, "photo)") || strings.HasSuffix(low, "file photo")) {
		return Caption, "a picture credit at its end"
	}
	return "", ""
}

// appealLine recognises advertisement and requests to subscribe.
func appealLine(_, low string, words int) (Role, string) {
	if p := anyPrefix(low, "advertisement", "advertising", "sponsored", "promoted", "sign up", "subscribe", "get the latest", "get our", "join our", "follow us", "download the", "continue reading", "story continues", "this content is", "support our", "become a member", "already a subscriber", "log in", "create a free", "click here", "tap here", "we use cookies", "accept all", "cookie", "privacy policy", "terms of", "enter your email", "thank you for", "watch live", "listen to this", "listen", "listen to", "play video", "skip to", "you have", "don't miss", "turn on", "register", "광고", "구독", "네이버에서", "앱 다운로드", "제보는", "이 기사를", "기사제보", "카카오톡", "▶", "☞", "뉴스레터"); p != "" && words <= 40 && (p != "thank you for" || words <= 20) && (p != "you have" || words <= 12) {
		return Appeal, p
	}
	if p := anyIn(low, "newsletter", "free trial", "push notifications", "subscribe to", "sign up for", "our app", "view in browser", "cookies to"); p != "" && words <= 40 {
		return Appeal, p
	}
	return "", ""
}

func readAlsoLine(_, low string, words int) (Role, string) {
	if p := anyPrefix(low, "read also", "also read", "read more", "read next", "see also", "related:", "related ", "more:", "more on", "more from", "recommended", "trending", "most read", "most popular", "don't miss", "you may also", "you might also", "up next", "watch:", "what to know", "in case you missed", "latest news", "top stories", "popular", "editor's picks", "editors' picks", "must read", "이 시각", "관련 기사", "관련기사", "주요 뉴스", "많이 본", "[관련", "인기 기사", "추천"); p != "" && words <= 30 {
		return ReadAlso, p
	}
	return "", ""
}

// endsArticle reports headings behind which only headlines of others follow.
func endsArticle(text string) bool {
	return len(strings.Fields(text)) <= 6
}

// sharingLine recognises rows of buttons.
func sharingLine(_, low string, words int) (Role, string) {
	if words > 14 {
		return "", ""
	}
	n := 0
	for _, w := range strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '-' }) {
		switch w {
		case "share", "facebook", "twitter", "linkedin", "whatsapp", "reddit", "email", "e-mail", "print", "copy", "link", "tweet", "flipboard", "pinterest", "telegram", "x", "comments", "comment", "save", "bookmark", "like", "follow", "instagram", "youtube", "pocket", "messenger", "line", "threads", "bluesky",
			"공유", "공유하기", "페이스북", "트위터", "카카오톡", "인쇄", "스크랩", "글자크기", "댓글", "좋아요", "url복사", "프린트", "가", "밴드", "네이버":
			n++
		case "on", "this", "to", "via", "with", "a", "of", "and", "article", "button", "open", "window", "in", "new", "the", "story":
		default:
			n--
		}
	}
	if n > 0 {
		return Sharing, "buttons"
	}
	return "", ""
}

// stampLine recognises lines that only say when a text appeared or how long it
// takes to read, and lines that name the author.
func stampLine(text, low string, words int) (Role, string) {
	if p := anyPrefix(low, "published", "updated", "last updated", "posted", "first published", "publish date", "last modified", "modified", "입력", "수정", "기사입력", "승인", "등록", "최종수정", "송고", "발행", "작성"); p != "" && words <= 16 {
		return Stamp, p
	}
	if words <= 12 && (strings.Contains(low, "min read") || strings.Contains(low, "minute read") || strings.Contains(low, "minutes read") || strings.Contains(low, " views")) {
		return Stamp, "reading time"
	}
	if words <= 12 && (strings.HasPrefix(text, "By ") || strings.HasPrefix(text, "BY ") || strings.HasPrefix(low, "by ") && words <= 6) && !strings.HasSuffix(text, ".") {
		return Byline, "by"
	}
	if words <= 8 && strings.Contains(text, "기자") && !strings.HasSuffix(text, ".") {
		return Byline, "기자"
	}
	if words <= 12 && strings.ContainsAny(text, "•|·") && datedPart(text) {
		return Stamp, "a name and a date"
	}
	if strings.HasSuffix(text, ".") && (!abbreviated(text) || says(text)) {
		return "", "" // He said so on Monday, March 8, 2021.
	}
	if words <= 9 && (onlyDate(text) || words <= 6 && !slashDay(text).IsZero()) {
		return Stamp, "only a date"
	}
	return "", ""
}

// datedPart reports a line with bars of which one part is a date: Feb 10 2019 |
// CNN, STARS AND STRIPES • March 6, 2024.
func datedPart(text string) bool {
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '•' || r == '|' || r == '·' }) {
		if part = strings.TrimSpace(part); len(strings.Fields(part)) <= 6 && onlyDate(part) {
			return true
		}
	}
	return false
}

// says reports a text with a verb of saying.
func says(text string) bool {
	for _, t := range tokenize(text, 0) {
		if t.kind == word && reportVerb(t.low) {
			return true
		}
	}
	return false
}

// onlyDate reports a line in which hardly anything but a date and a time stands.
func onlyDate(text string) bool {
	toks := tokenize(text, 0)
	s := &scanner{toks: toks}
	for i := range toks {
		d, ok := s.explicit(i)
		if !ok {
			d, ok = s.weekdayDate(i)
			ok = ok && !d.open
		}
		if !ok {
			h, k := s.koreanDate1(i)
			ok, d.next = k, h.next
		}
		if ok {
			rest := 0
			for k, t := range toks {
				if (k < i || k >= d.next) && (t.kind == word && len(t.low) > 3 && weekdayOf(t.low) == 0 && t.low != "a.m." && t.low != "p.m." || t.kind == hangul) {
					rest++
				}
			}
			return rest <= 1
		}
	}
	return false
}

// koreanDate1 reads a Korean date with its year only.
func (s *scanner) koreanDate1(i int) (hit, bool) {
	if s.kind(i) != number || yearOf(s.toks[i]) == 0 {
		return hit{}, false
	}
	return s.koreanDate(i)
}

// navigationLine recognises menus: a few words without a verb, of the kind
// that stand in the head of a page.
func navigationLine(text, low string, words int) (Role, string) {
	if strings.Count(text, "|") >= 2 && words < 30 || strings.Count(text, "›") >= 1 && words < 16 || strings.Count(text, " > ") >= 1 && words < 16 || strings.Count(text, "»") >= 1 && words < 12 || strings.Count(text, "·") >= 2 && words < 20 && !sentenceLike(text) {
		return Navigation, "a row of links"
	}
	if words > 6 {
		return "", ""
	}
	n := 0
	fields := strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '-' })
	for _, w := range fields {
		switch w {
		case "home", "menu", "search", "world", "politics", "business", "opinion", "sports", "sport", "tech", "technology", "science", "health", "culture", "lifestyle", "video", "videos", "live", "tv", "news", "asia", "markets", "podcasts", "photos", "weather", "login", "sections", "navigation", "national", "topics", "defense", "defence", "security", "about", "contact", "advertise", "careers", "close", "back", "top", "next", "previous", "edition", "english", "account", "help", "more", "skip", "content", "main", "entertainment", "economy", "north", "korea", "diplomacy", "breaking", "korean", "page", "us", "sign", "in", "u", "s", "exclusive", "analysis", "features", "all", "military", "newsletters",
			"홈", "정치", "경제", "사회", "국제", "문화", "스포츠", "연예", "오피니언", "뉴스", "전체메뉴", "로그인", "회원가입", "검색", "북한", "외교", "국방", "외교안보", "메뉴", "전체", "최신기사", "포토", "영상":
			n++
		default:
			n -= 4
		}
	}
	if n > 0 && len(fields) > 0 {
		return Navigation, "a menu"
	}
	return "", ""
}

// sentenceLike reports whether a line is prose: it ends a sentence or is long.
func sentenceLike(text string) bool {
	trimmed := strings.TrimRight(text, "\"'”’)] ")
	r, _ := utf8.DecodeLastRuneInString(trimmed)
	return r == '.' || r == '?' || r == '!' || r == '…' || r == ':' || len(strings.Fields(text)) > 25
}

// findTitle takes the first line that reads as a headline before the first
// prose.
func findTitle(d *Document) {
	if d.Title != "" {
		for i := range d.Lines {
			if l := &d.Lines[i]; l.Role != Blank && sameText(d.Text[l.Start:l.End], d.Title) {
				l.Role, l.Why = Title, ""
				return
			}
		}
		return
	}
	best, most := -1, 0
	for i := range d.Lines {
		l := d.Lines[i]
		if best >= 0 && (l.Role == Byline || l.Role == Stamp) && i-best <= 2 {
			break // what stands above the author or the day is the title
		}
		if l.Role != Body {
			continue
		}
		text := strings.TrimSpace(d.Text[l.Start:l.End])
		if sentenceLike(text) {
			break
		}
		if n := len(strings.Fields(text)); (n >= 4 || n >= 3 && d.Language == "ko") && n <= 28 && n > most {
			best, most = i, n
		}
	}
	if best >= 0 {
		d.Lines[best].Role = Title
		d.Title = strings.TrimSpace(d.Text[d.Lines[best].Start:d.Lines[best].End])
	}
}

func sameText(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// short gives lines of a few words that are no prose the role of their
// neighbourhood: names of sections and sites before the title, headings in the
// body.
func short(d *Document) {
	seen := false
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Role == Title {
			seen = true
		}
		if l.Role != Body {
			continue
		}
		text := strings.TrimSpace(d.Text[l.Start:l.End])
		if sentenceLike(text) {
			seen = true
			continue
		}
		switch words := len(strings.Fields(text)); {
		case !seen:
			l.Role, l.Why = Navigation, "a short line before the title"
		case words <= 4 && len(agency(text)) >= len(text)-4:
			l.Role, l.Why = Navigation, "the name of a publisher"
		case words <= 2 && !strings.ContainsAny(text, "0123456789%$"):
			l.Role, l.Why = Navigation, "two words that are no prose"
		default:
			l.Role = Heading
		}
	}
}
