package links

import (
	"cmp"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/markdown"
)

// Role is what an address is for, where it stands.
type Role int

const (
	Text     Role = iota // a link or picture in Markdown
	Original             // url of a source
	Archived             // archived of a source
	Personal             // one of the links of an expert
)

// Place is where an address stands.
type Place struct {
	diag.Span
	Role   Role
	Source *content.Source // of the roles Original and Archived
	Shown  string          // as the author wrote it, with its fragment
}

// Address is an address of the web and every place where it stands.
type Address struct {
	URL    string // without fragment
	Places []Place
}

// Addresses returns the addresses in a library that begin with http or https, in
// the order of their first places. With the id of a source it returns only those
// in the record of that source.
func Addresses(library *content.Library, source string) []Address {
	c := &collector{known: map[string]int{}}
	for _, s := range library.Sources {
		if source == "" || s.ID == source {
			c.source(s)
		}
	}
	if source == "" {
		c.texts(library)
	}
	for _, a := range c.all {
		slices.SortStableFunc(a.Places, func(p, q Place) int {
			return cmp.Or(cmp.Compare(p.File.Name, q.File.Name), cmp.Compare(p.Start, q.Start))
		})
	}
	slices.SortStableFunc(c.all, func(a, b Address) int { // the same order whatever was read first
		p, q := a.Places[0], b.Places[0]
		return cmp.Or(cmp.Compare(p.File.Name, q.File.Name), cmp.Compare(p.Start, q.Start))
	})
	return c.all
}

// collector gathers the places of each address.
type collector struct {
	all   []Address
	known map[string]int // index in all
}

func (c *collector) add(written string, p Place) {
	key, ok := key(written)
	if !ok {
		return
	}
	i, isKnown := c.known[key]
	if !isKnown {
		i = len(c.all)
		c.known[key] = i
		c.all = append(c.all, Address{URL: key})
	}
	p.Shown = written
	c.all[i].Places = append(c.all[i].Places, p)
}

// key is what two spellings of an address have in common. ok is false for what is
// not of the web.
func key(written string) (string, bool) {
	u, err := url.Parse(written)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", false
	}
	u.Fragment, u.RawFragment = "", ""
	u.Host = strings.ToLower(u.Host)
	return u.String(), true
}

func (c *collector) field(h *content.Head, t content.Text, role Role, s *content.Source) {
	c.add(t.Value, Place{Span: diag.Span{File: h.File, Start: int(t.At.Start), Stop: int(t.At.Stop)}, Role: role, Source: s})
}

func (c *collector) source(s *content.Source) {
	c.field(&s.Head, s.URL, Original, s)
	c.field(&s.Head, s.Archived, Archived, s)
	c.markdown(&s.Head, s.Body, s.BodyStart)
}

func (c *collector) texts(library *content.Library) {
	for _, b := range library.Briefings {
		c.markdown(&b.Head, b.Body, b.BodyStart)
		for _, a := range b.Annotations {
			c.markdown(&a.Head, a.Body, a.BodyStart)
		}
	}
	for _, e := range library.Experts {
		for _, t := range e.Links {
			c.field(&e.Head, t, Personal, nil)
		}
		c.markdown(&e.Head, e.Body, e.BodyStart)
	}
	for _, k := range library.Countries {
		c.markdown(&k.Head, k.Body, k.BodyStart)
	}
	for _, p := range library.Pages {
		c.markdown(&p.Head, p.Body, p.BodyStart)
	}
}

func (c *collector) markdown(h *content.Head, doc *markdown.Doc, start int) {
	if doc == nil {
		return
	}
	for _, l := range doc.Links() {
		c.add(l.Dest, Place{Span: diag.Span{File: h.File, Start: start + l.Start, Stop: start + l.Stop}})
	}
}

// isPublic reports whether the host of an address can be one that every reader
// reaches. Names are not looked up.
func isPublic(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if ip, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		ip = ip.Unmap()
		return ip.IsGlobalUnicast() && !ip.IsPrivate()
	}
	dot := strings.LastIndexByte(host, '.')
	if dot < 0 {
		return false // a name of the machine or of the house
	}
	return !slices.Contains([]string{"localhost", "local", "internal", "lan", "home", "corp", "intranet"}, host[dot+1:]) &&
		!strings.HasSuffix(host, ".home.arpa")
}
