package render

import (
	"fmt"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/graph"
	"briefing/generator/picture"
)

// TimelineView is every event of the site.
type TimelineView struct {
	Frame
	Heading   string
	Strip     *StripView // of the events of this part; nil without events
	Events    []EventView
	Countries []LinkCount // to the timeline of each
	Pager     Pager
}

// EventView is an entry of a timeline.
type EventView struct {
	ID        string
	Date      Time
	What      string
	Sources   []Link
	Countries []Link
	Briefing  Link
}

// StripView is events along a line. It stretches with the page: places along it
// are parts of its width ("12.5%"), lengths across are in CSS pixels.
type StripView struct {
	Height int
	Axis   int // y of the line
	Words  int // y of the words of ticks
	Ticks  []TickView
	Minor  []string
	Marks  []MarkView
	About  string // what it shows, in a sentence
}

// TickView is a tick of the axis with its words.
type TickView struct{ X, Words string }

// MarkView is an event, and a link to its row in the table. The words are for a
// pointer that rests on it.
type MarkView struct {
	Link
	Y                int
	Earliest, Latest string // empty if the date is certain
	Start, Stop      string // empty if none of it is
}

func (r *Renderer) timeline(f *frame, p graph.Page) any {
	v := TimelineView{Frame: f.titled("Timeline", "Every dated event of the briefings, with its sources."), Heading: "Timeline"}
	pager, start, stop := f.pager(p, "timeline.html", len(r.site.Events))
	v.Pager = pager
	v.Strip, v.Events = timeline(f, r.site.Events[start:stop])
	for _, k := range r.site.Countries {
		if len(k.Events) > 0 {
			v.Countries = append(v.Countries, LinkCount{Link{k.Name, f.href(k.Path) + "#timeline"}, len(k.Events)})
		}
	}
	return v
}

// timeline is events as a strip and as rows of a table.
func timeline(f *frame, events []graph.Event) (*StripView, []EventView) {
	if len(events) == 0 {
		return nil, nil
	}
	times := map[string]int{}
	var rows []EventView
	var dated []picture.Event
	for _, e := range events {
		row := event(f, e)
		if times[row.ID]++; times[row.ID] > 1 {
			row.ID += fmt.Sprint("-", times[row.ID])
		}
		rows = append(rows, row)
		dated = append(dated, picture.Event{From: span(e.Date.From), To: span(e.Date.To), IsPeriod: e.Date.IsInterval()})
	}
	return strip(picture.Along(dated), rows), rows
}

func span(d content.Day) picture.Days { return picture.Days{First: d.First(), Last: d.Last()} }

func event(f *frame, e graph.Event) EventView {
	v := EventView{ID: "e-" + e.Date.From.String(), Date: when(e.Date), What: e.What, Countries: countryLinks(f, e.Countries)}
	for _, s := range e.Sources {
		v.Sources = append(v.Sources, Link{s.Title.Value, f.href(s.Path)})
	}
	if e.Briefing != nil {
		v.Briefing = Link{e.Briefing.Title.Value, f.href(e.Briefing.Path)}
	}
	return v
}

// Lengths across a strip: a lane, half of a mark, and the room below the axis.
const (
	laneHeight = 12
	laneMiddle = 8
	belowAxis  = 22
	wordsLine  = 16 // below the axis
)

// strip gives a picture its words. rows stand at the index of its events.
func strip(s picture.Strip, rows []EventView) *StripView {
	axis := s.Lanes*laneHeight + laneMiddle/2
	v := &StripView{Height: axis + belowAxis, Axis: axis, Words: axis + wordsLine, About: about(s, rows)}
	for _, t := range s.Ticks {
		v.Ticks = append(v.Ticks, TickView{percent(t.X), t.Words})
	}
	for _, x := range s.Minor {
		v.Minor = append(v.Minor, percent(x))
	}
	for _, m := range s.Marks {
		row := rows[m.Event]
		mark := MarkView{Link: Link{row.Date.Words + ": " + row.What, "#" + row.ID}, Y: axis - m.Lane*laneHeight - laneMiddle}
		if m.HasCore {
			mark.Start, mark.Stop = percent(m.Start), percent(m.Stop)
		}
		if !m.HasCore || m.Earliest != m.Start || m.Latest != m.Stop {
			mark.Earliest, mark.Latest = percent(m.Earliest), percent(m.Latest)
		}
		v.Marks = append(v.Marks, mark)
	}
	return v
}

// percent is a part of [picture.Whole].
func percent(part int) string { return fmt.Sprintf("%.2f%%", float64(part)*100/picture.Whole) }

// about says what the marks of a strip mean, those that occur.
func about(s picture.Strip, rows []EventView) string {
	var signs []string
	if slices.ContainsFunc(s.Marks, func(m picture.Mark) bool { return m.HasCore && m.Earliest == m.Latest }) {
		signs = append(signs, "a dot is a day")
	}
	if slices.ContainsFunc(s.Marks, func(m picture.Mark) bool { return m.HasCore && m.Earliest != m.Latest }) {
		signs = append(signs, "a bar is a period")
	}
	if slices.ContainsFunc(s.Marks, func(m picture.Mark) bool { return !m.HasCore || m.Earliest != m.Start || m.Latest != m.Stop }) {
		signs = append(signs, "what is hollow is known to the month or year only")
	}
	words := plural(len(rows), "event")
	if len(signs) > 0 {
		words += "; " + strings.Join(signs, ", ")
	}
	if s.Hidden > 0 {
		words += fmt.Sprintf("; %d that coincide with others are only in the table", s.Hidden)
	}
	return words + "."
}
