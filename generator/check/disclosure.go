package check

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
)

// interests finds what the site discloses of organisations, by name and by host.
type interests map[string]string

func (d *desk) interests() interests {
	all := interests{}
	for _, i := range d.Settings.Disclose {
		all[sameName(i.Of.Value)] = i.Says
	}
	return all
}

// sameName is the same for the spellings of a name that a reader takes for one.
func sameName(name string) string { return strings.ToLower(anchor.Fold(name)) }

// behind returns what readers should know of a source.
func (all interests) behind(s *content.Source) (says string, at content.At) {
	for _, t := range append([]content.Text{s.Publisher, s.Container}, s.Authors...) {
		if says := all[sameName(t.Value)]; says != "" {
			return says, t.At
		}
	}
	u, err := url.Parse(s.URL.Value)
	if err != nil {
		return "", content.At{}
	}
	for host := strings.ToLower(u.Hostname()); host != ""; {
		if says := all[host]; says != "" {
			return says, s.URL.At
		}
		_, host, _ = strings.Cut(host, ".") // of www.rferl.org also rferl.org
	}
	return "", content.At{}
}

func disclosureMissing(d *desk, report reporter) {
	all := d.interests()
	if len(all) == 0 {
		return
	}
	for _, s := range d.Library.Sources {
		says, at := all.behind(s)
		if says == "" || s.Disclosure.IsSet() || s.IsBroken {
			continue
		}
		f := report(&s.Head, at, "readers are to know who is behind the source")
		f.Paste = "disclosure: " + content.Scalar(says)
		if start, ok := lineOf(s.File, s.Title.At, "title:"); ok {
			*f = f.WithFix(true, "write the disclosure of site.yaml", start, start, f.Paste+lineEnd(s.File))
		}
	}
}

// lineEnd is how the first line of a file ends.
func lineEnd(f *diag.File) string {
	if first, _, _ := bytes.Cut(f.Text(), []byte{'\n'}); bytes.HasSuffix(first, []byte{'\r'}) {
		return "\r\n"
	}
	return "\n"
}

// lineOf returns where the line of a value begins; ok is false unless the line begins
// with the key.
func lineOf(f *diag.File, at content.At, key string) (start int, ok bool) {
	text := f.Text()
	if len(text) < int(at.Start) {
		return 0, false // it was changed since it was read
	}
	start = bytes.LastIndexByte(text[:at.Start], '\n') + 1
	return start, bytes.HasPrefix(text[start:], []byte(key))
}

// interestUndeclared looks at affiliations of any time: who served an organisation
// once may owe it something.
func interestUndeclared(d *desk, report reporter) {
	all := d.interests()
	for _, e := range d.Library.Experts {
		if len(e.Disclosures) > 0 {
			continue
		}
		for _, a := range e.Affiliations {
			if says := all[sameName(a.Organisation.Value)]; says != "" {
				report(&e.Head, a.Organisation.At, "an interest of %s is not disclosed", a.Organisation.Value).
					Paste = "disclosures: [{what: " + content.FlowScalar(says) + "}]"
				break
			}
		}
	}
}

// nameless is a speaker who is described: “a senior official”, “two diplomats”.
var nameless = regexp.MustCompile(`^(?i:an?|one|two|three|several|some|many|senior|former|high-ranking) \p{Ll}|(?i)\b(?:anonymous|unnamed|unidentified|not to be named|condition of anonymity|declined to be (?:named|identified))\b`)

// sourceUnnamed looks at what was said to the editors, since of what others published
// they decided whom to name.
func sourceUnnamed(d *desk, report reporter) {
	for _, s := range d.Library.Sources {
		if s.Access == "unpublished" && slices.Contains(spoken, s.Type.Value) && s.Unnamed == nil && !s.IsBroken && !isNamed(s.Authors) {
			report(&s.Head, s.Title.At, "it is not said who speaks, nor why").Paste = "unnamed: {because: …, approved_by: …}"
		}
	}
	for _, a := range d.standing {
		if q := a.Quote; q != nil && !q.SaidToUs.From.IsZero() && nameless.MatchString(q.Speaker.Value) && a.Unnamed == nil {
			report(&a.Head, q.Speaker.At, "it is not said why %q is not named", q.Speaker.Value).Paste = "unnamed: {because: …, approved_by: …}"
		}
	}
}

// spoken are types of sources in which somebody speaks to the editors.
var spoken = []string{"interview", "letter", "transcript", "speech"}

func isNamed(authors []content.Text) bool {
	return slices.ContainsFunc(authors, func(t content.Text) bool { return !nameless.MatchString(t.Value) })
}

// firstHand are types that mostly are the thing itself and not a report on it.
var firstHand = []string{"law", "treaty", "dataset", "speech", "transcript", "interview", "letter"}

func natureUnsaid(d *desk, report reporter) {
	met := map[*graph.Source]bool{}
	for _, a := range d.standing {
		for _, e := range a.Evidence {
			s := e.Of
			if met[s] || e.Stance == content.Background || e.Evidence.Nature.IsSet() || s.IsNatureSaid || !slices.Contains(firstHand, s.Type.Value) {
				continue
			}
			met[s] = true
			f := report(&s.Head, s.Type.At, "a %s counts as secondary unless it says otherwise", s.Type.Value)
			f.Hint, f.Paste = "say what it is for the claim: primary or secondary", "nature: primary"
		}
	}
}

// hosts tell the type of what stands there.
var hosts = map[string]string{
	"youtube.com": "video", "youtu.be": "video", "vimeo.com": "video", "rutube.ru": "video", "dailymotion.com": "video",
	"twitter.com": "post", "x.com": "post", "facebook.com": "post", "instagram.com": "post", "t.me": "post", "vk.com": "post",
	"threads.net": "post", "bsky.app": "post", "linkedin.com": "post", "tiktok.com": "video",
}

// TypeOf returns the type of source that an address tells by its form; empty if it
// tells none.
func TypeOf(address string) string {
	u, err := url.Parse(address)
	switch {
	case err != nil || strings.Trim(u.Path, "/") == "": // the site itself
		return ""
	case strings.HasSuffix(strings.ToLower(u.Path), ".pdf"):
		return "report"
	}
	return hosts[strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), "m.")]
}

func typeVague(d *desk, report reporter) {
	for _, s := range d.Library.Sources {
		if meant := TypeOf(s.URL.Value); meant != "" && s.Type.Value == "web" {
			report(&s.Head, s.Type.At, "the address is that of a %s", meant).Paste = "type: " + meant
		}
	}
}
