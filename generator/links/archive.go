package links

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"briefing/generator/content"
	"briefing/generator/diag"
)

// ArchiveService is where the Internet Archive says which copy of a page it has
// (https://archive.org/help/wayback_api.php).
const ArchiveService = "https://archive.org/wayback/available"

// Copy is what the archive has of a source.
type Copy struct {
	Source  *content.Source
	Address string // empty if there is none to use
	Reason  string // why there is none: the end of a sentence
	Edit    *diag.Edit
}

// NeedsCopy reports whether a source has an address and no archived copy.
func NeedsCopy(s *content.Source) bool { return s.URL.IsSet() && !s.Archived.IsSet() }

// FindCopy asks the archive for the copy of a source nearest to the day on which the
// editors read it, or else to its date, and says how to write it into the record.
func (c *Client) FindCopy(ctx context.Context, service string, s *content.Source) (Copy, error) {
	copy := Copy{Source: s}
	if !c.Anywhere && !isPublic(hostname(s.URL.Value)) {
		copy.Reason = "its host is not public"
		return copy, nil
	}
	query := url.Values{"url": {s.URL.Value}}
	if day := nearest(s); !day.IsZero() {
		query.Set("timestamp", day.First().Format("20060102"))
	}
	a := c.patient(ctx, http.MethodGet, service+"?"+query.Encode(), pageBytes)
	if a.fault != NoFault || a.status != http.StatusOK {
		v := Judge(Reply{Asked: service, Status: a.status, Header: a.header, Body: a.body, Fault: a.fault, Detail: a.detail})
		return copy, fmt.Errorf("ask the archive for a copy of %s: %s", s.ID, v.Reason)
	}
	address, err := snapshotIn(a.body)
	if err != nil {
		return copy, fmt.Errorf("ask the archive for a copy of %s: %w", s.ID, err)
	}
	copy.Address, copy.Reason = usable(s, address)
	if copy.Address != "" {
		copy.place()
	}
	return copy, nil
}

// nearest is the day that a copy should be of.
func nearest(s *content.Source) content.Day {
	if !s.Accessed.From.IsZero() {
		return s.Accessed.From
	}
	return s.Date.To
}

// snapshotIn reads the answer of the archive; the address is empty if it has no copy
// that answered with status 200.
func snapshotIn(text []byte) (string, error) {
	var answer struct {
		Snapshots struct {
			Closest struct {
				Available bool
				Status    string
				URL       string
			} `json:"closest"`
		} `json:"archived_snapshots"`
	}
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(&answer); err != nil {
		return "", fmt.Errorf("it answered with something else than JSON")
	}
	if closest := answer.Snapshots.Closest; closest.Available && closest.Status == "200" {
		return closest.URL, nil
	}
	return "", nil
}

// usable returns the address of a copy as it is to be written, or why it is not.
func usable(s *content.Source, address string) (use, reason string) {
	if address == "" {
		return "", "the archive has no copy"
	}
	if rest, isPlain := strings.CutPrefix(address, "http://web.archive.org/"); isPlain {
		address = "https://web.archive.org/" + rest
	}
	day, of, ok := ParseSnapshot(address)
	switch {
	case !ok || strings.ContainsAny(address, " \t\n\"'#"):
		return "", fmt.Sprintf("the archive answered with %q", address)
	case !isSamePage(of, s.URL.Value):
		return "", "the copy is of another page, " + of
	case isBefore(day, s.Date):
		return "", "the only copy is of " + day.String() + ", before the source was published"
	}
	return address, ""
}

// place makes the edit that writes the copy below the line of the address.
func (c *Copy) place() {
	at, ending, ok := lineBehind(c.Source)
	if !ok {
		c.Reason = "the line url: is written in another way than key: value, so write it yourself"
		return
	}
	c.Edit = &diag.Edit{Span: diag.Span{File: c.Source.File, Start: at, Stop: at}, Text: "archived: " + c.Address + ending}
}

// lineBehind is the offset of the line below that of the address of a source, and how
// lines end there; ok is false if the address is not one whole line.
func lineBehind(s *content.Source) (at int, ending string, ok bool) {
	text := s.File.Text()
	start, stop := int(s.URL.At.Start), int(s.URL.At.Stop)
	if stop > len(text) || start >= stop {
		return 0, "", false
	}
	begin := bytes.LastIndexByte(text[:start], '\n') + 1
	end := bytes.IndexByte(text[stop:], '\n')
	if end < 0 {
		return 0, "", false
	}
	key := strings.TrimRight(string(text[begin:start]), " ")
	rest := strings.TrimSpace(string(text[stop : stop+end]))
	written := strings.Trim(string(text[start:stop]), `"'`)
	if key != "url:" || rest != "" && !strings.HasPrefix(rest, "#") || written != s.URL.Value {
		return 0, "", false
	}
	ending = "\n"
	if strings.HasSuffix(string(text[:stop+end]), "\r") {
		ending = "\r\n"
	}
	return stop + end + 1, ending, true
}

var snapshotForm = regexp.MustCompile(`^https?://web\.archive\.org/web/((?:19|20)\d{2,12})[a-z_]*/(.+)$`)

// ParseSnapshot takes the address of a copy at the Internet Archive apart; ok is
// false for any other address.
func ParseSnapshot(address string) (day content.Day, of string, ok bool) {
	m := snapshotForm.FindStringSubmatch(address)
	if m == nil {
		return content.Day{}, "", false
	}
	const full = "00000101"
	t, err := time.Parse("20060102", (m[1] + full[min(len(m[1]), 8):])[:8])
	if err != nil {
		return content.Day{}, "", false
	}
	of = m[2]
	if !strings.Contains(of, "://") {
		of = "http://" + of
	}
	return content.DayOf(t), of, true
}

// isSamePage reports whether two addresses differ in nothing but http or https, www.,
// a standard port, a slash at the end, the fragment, or how letters are escaped.
func isSamePage(a, b string) bool { return bare(a) == bare(b) }

func bare(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	query := u.RawQuery
	if query != "" {
		query = "?" + query
	}
	return host + strings.TrimSuffix(u.Path, "/") + query
}
