package foreign

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"briefing/generator/markdown"
)

// marks are what Markdown writes around the words of an element.
var marks = map[string]string{"b": "**", "strong": "**", "i": "*", "em": "*", "del": "~~", "s": "~~", "code": "`"}

// space is white space, which HTML takes for one space.
var space = regexp.MustCompile(`\s+`)

// fromHTML turns the few elements that people write notes with into Markdown; of any
// other the words are kept.
func fromHTML(text string) string {
	var b strings.Builder
	var links []string
	isHidden := 0
	for z := html.NewTokenizer(strings.NewReader(text)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		t := z.Token()
		switch {
		case t.Data == "script" || t.Data == "style":
			isHidden += map[html.TokenType]int{html.StartTagToken: 1, html.EndTagToken: -1}[kind]
		case kind == html.TextToken && isHidden <= 0:
			b.WriteString(markdown.EscapeInline(space.ReplaceAllString(t.Data, " ")))
		case kind == html.TextToken || kind == html.CommentToken:
		case t.Data == "a" && kind == html.StartTagToken:
			links = append(links, address(t))
			b.WriteString("[")
		case t.Data == "a" && kind == html.EndTagToken && len(links) > 0:
			b.WriteString("](" + links[len(links)-1] + ")")
			links = links[:len(links)-1]
		case t.Data == "br":
			b.WriteString("\\\n")
		case marks[t.Data] != "":
			b.WriteString(marks[t.Data])
		case t.Data == "li" && kind == html.StartTagToken:
			b.WriteString("\n- ")
		case strings.Contains(" p div ul ol h1 h2 h3 h4 blockquote ", " "+t.Data+" "):
			b.WriteString("\n\n")
		}
	}
	return tidied(b.String())
}

// address is that of a link.
func address(t html.Token) string {
	for _, a := range t.Attr {
		if a.Key == "href" {
			return strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29").Replace(a.Val)
		}
	}
	return ""
}

// tidied drops white space around lines, and all but one of the empty lines in a row.
func tidied(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if line != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, line)
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
