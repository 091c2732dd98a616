package links

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// walls are the signs of services that stand between programs and a page, each
// with the service's name. A page that merely is served by one of them has none.
var walls = []struct {
	name   string
	header string // this header is there
	value  string // and holds this; empty is any value
	words  string // or the page holds these
}{
	{"Cloudflare", "Cf-Mitigated", "challenge", "_cf_chl_opt"},
	{"Cloudflare", "", "", "Attention Required! | Cloudflare"},
	{"Akamai", "", "", "errors.edgesuite.net"},
	{"Akamai", "", "", "/_sec/cp_challenge/"},
	{"AWS WAF", "X-Amzn-Waf-Action", "", "awsWafCookieDomainList"},
	{"Imperva", "", "", "_Incapsula_Resource"},
	{"DataDome", "X-Datadome", "", "captcha-delivery.com"},
	{"PerimeterX", "", "", "px-captcha"},
	{"Sucuri", "X-Sucuri-Block", "", "Sucuri WebSite Firewall - Access Denied"},
	{"DDoS-Guard", "", "", "/.well-known/ddos-guard/js-challenge"},
	{"Vercel", "X-Vercel-Mitigated", "challenge", ""},
	{"Anubis", "", "", "id=\"anubis_challenge\""},
	{"Qrator", "", "", "/__qrator/qauth"},
}

// wallTitles are the beginnings of titles that only walls have, in lower case.
var wallTitles = []string{
	"just a moment", "checking your browser", "please verify you are", "verify you are human", "are you a robot",
	"are you human", "access denied", "robot check", "security check", "human verification", "ddos protection",
	"making sure you're not a bot", "pardon our interruption", "captcha", "attention required", "one moment, please",
	"client challenge", "bot verification",
}

// wallOf names the wall that gave an answer; empty if there is none.
func wallOf(r Reply) string {
	for _, w := range walls {
		value := ""
		if w.header != "" {
			value = r.Header.Get(w.header)
		}
		if w.header == "X-Datadome" && r.Status < 400 {
			value = "" // stands on good pages too
		}
		if value != "" && strings.Contains(strings.ToLower(value), w.value) {
			return w.name
		}
		if w.words != "" && bytes.Contains(r.Body, []byte(w.words)) {
			return w.name
		}
	}
	title := strings.ToLower(headingOf(r.Body))
	for _, t := range wallTitles {
		if strings.HasPrefix(title, t) {
			return title
		}
	}
	if r.Status == http.StatusForbidden || r.Status == http.StatusServiceUnavailable {
		for _, w := range []string{"g-recaptcha", "h-captcha", "cf-turnstile"} { // good pages have them below their forms
			if bytes.Contains(r.Body, []byte(w)) {
				return "captcha"
			}
		}
	}
	return ""
}

// missingWords are the ways in which a page calls itself that says that another one
// is gone, in lower case. A headline with the number 404 in it is none.
var missingWords = regexp.MustCompile(strings.Join([]string{
	`^\W*(error|http)?\W*(404|410)\W*$`,
	`^(404|410) *[|:–—·-]`,
	`\b(404|410)\b.{0,3}(not found|error|page)`,
	`(error|fehler|erreur|ошибка)\W{0,3}(404|410)`,
	`^(sorry, )?not found\b`,
	`\b(page|file|article|document|content|post|url)\b.{0,30}\b(not (be )?found|cannot be found|no longer (exists|available)|has been removed|does ?n[o'’]t exist)`,
	`seite.{0,20}nicht gefunden`,
	`page (introuvable|non trouvée)`,
	`página no encontrada|página não encontrada`,
	`(страниц|материал|документ|публикаци).{0,30}(не найден|не существует|удален)`,
}, "|"))

// saysMissing reports whether a title or first heading is that of a page that says
// that there is nothing.
func saysMissing(heading string) bool {
	return len(heading) <= 120 && missingWords.MatchString(strings.ToLower(heading))
}

// headingOf returns the title of a page, or else its first heading, with single
// spaces. The page may be cut off anywhere.
func headingOf(page []byte) string {
	if !bytes.ContainsRune(page, '<') {
		return ""
	}
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken:
			name, _ := z.TagName()
			if a := atom.Lookup(name); a == atom.Title || a == atom.H1 {
				if words := wordsUntil(z, a); words != "" {
					return words
				}
			}
		}
	}
}

// wordsUntil returns the text up to the end of an element.
func wordsUntil(z *html.Tokenizer, element atom.Atom) string {
	var b strings.Builder
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(strings.Fields(b.String()), " ")
		case html.TextToken:
			b.Write(z.Text())
		case html.EndTagToken:
			if name, _ := z.TagName(); atom.Lookup(name) == element {
				return strings.Join(strings.Fields(b.String()), " ")
			}
		}
	}
}
