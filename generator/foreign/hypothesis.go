package foreign

import (
	"encoding/json"
	"strings"

	"briefing/generator/biblio"
)

// hypothesisNote is an annotation as the API of Hypothesis has it
// (https://h.readthedocs.io/en/latest/api-reference/). Its export file holds the same.
type hypothesisNote struct {
	ID         string   `json:"id"`
	Created    string   `json:"created"`
	User       string   `json:"user"`
	URI        string   `json:"uri"`
	Text       string   `json:"text"`
	Tags       []string `json:"tags"`
	References []string `json:"references"` // the thread, the first note of it first
	Flagged    bool     `json:"flagged"`
	Hidden     bool     `json:"hidden"`
	UserInfo   struct {
		DisplayName string `json:"display_name"`
	} `json:"user_info"`
	Links struct {
		InContext string `json:"incontext"`
		HTML      string `json:"html"`
	} `json:"links"`
	Target []struct {
		Selector []selector `json:"selector"`
	} `json:"target"`
}

// readHypothesis reads what the API's search returns, an export file of the client, a
// list of annotations, or one of them.
func readHypothesis(_ string, text []byte) (Batch, error) {
	rows, err := objects(text, "rows", "annotations")
	if err != nil {
		return Batch{}, err
	}
	if replies, err := replyRows(text); err == nil {
		rows = append(rows, replies...)
	}
	var b Batch
	notes := make([]hypothesisNote, 0, len(rows))
	for _, row := range rows {
		var n hypothesisNote
		if err := json.Unmarshal(row, &n); err != nil || n.ID == "" {
			b.Left = append(b.Left, biblio.Mistake{Message: "it is no annotation", Source: string(row)})
			continue
		}
		notes = append(notes, n)
	}
	b.Notes = threads(notes)
	return b, nil
}

// replyRows are those that the API returns apart if it is asked for
// "_separate_replies".
func replyRows(text []byte) ([]json.RawMessage, error) {
	var object struct {
		Replies []json.RawMessage `json:"replies"`
	}
	err := json.Unmarshal(text, &object)
	return object.Replies, err
}

// threads puts answers under the first note of their thread. One whose first note is
// not there stands by itself.
func threads(rows []hypothesisNote) []Note {
	index := map[string]int{}
	var notes []Note
	for _, n := range rows {
		if len(n.References) == 0 {
			index[n.ID] = len(notes)
			notes = append(notes, n.note())
		}
	}
	for i := len(rows) - 1; i >= 0; i-- { // the API lists the newest first
		n := rows[i]
		if len(n.References) == 0 {
			continue
		}
		at, ok := index[n.References[0]]
		if !ok {
			alone := n.note()
			alone.Comments = append(alone.Comments, "an answer to "+n.References[0]+", which is not in the file")
			index[n.ID] = len(notes)
			notes = append(notes, alone)
			continue
		}
		said := n.Text
		if len(n.Tags) > 0 {
			said += "\n\n(" + strings.Join(n.Tags, ", ") + ")"
		}
		notes[at].Replies = append(notes[at].Replies, Reply{By: n.by(), Date: day(n.Created), Text: said})
	}
	for i := range notes {
		sortReplies(notes[i].Replies)
	}
	return notes
}

func (n hypothesisNote) note() Note {
	note := Note{
		Origin: Origin{ID: "hypothesis:" + n.ID, By: n.by(), Date: day(n.Created), Link: n.Links.InContext},
		Page:   n.URI, Tags: n.Tags, Text: n.Text,
	}
	if note.Origin.Link == "" {
		note.Origin.Link = n.Links.HTML
	}
	for _, t := range n.Target {
		if q, ok := quoteOf(t.Selector); ok {
			note.Quotes = append(note.Quotes, q)
		}
	}
	if n.Hidden {
		note.Comments = append(note.Comments, "hidden by a moderator")
	}
	return note
}

// by is the name that a writer shows, or the one of the account.
func (n hypothesisNote) by() string {
	if n.UserInfo.DisplayName != "" {
		return n.UserInfo.DisplayName
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(n.User, "acct:"), "@")
	return name
}

// day is the date of a time.
func day(time string) string {
	if len(time) < 10 {
		return ""
	}
	return time[:10]
}
