package render

import (
	"fmt"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/graph"
	"briefing/generator/picture"
)

// RelationsView is what a briefing connects: countries, claims, experts and
// sources, as a picture and as a list; and its events.
type RelationsView struct {
	Frame
	Heading  string
	Briefing Link
	Web      *WebView // nil if nothing is connected
	Left     string   // what the picture leaves out; empty if nothing
	Legend   []LegendView
	Claims   []RelatedView
	Strip    *StripView // nil without events
	Events   []EventView
}

// RelatedView is a claim with what it is connected to.
type RelatedView struct {
	Standing
	Claim     Link
	N         int
	Countries []Link
	Experts   []ExpertSources
	Sources   []Link // of evidence
}

// ExpertSources is an expert with where the words on the claim were published.
type ExpertSources struct {
	Link
	Sources []Link
}

// LegendView is a standing with a piece of its line, as data of a path.
type LegendView struct {
	Standing
	Line, Path string
	IsDouble   bool // the line is split lengthwise
}

// WebView is nodes in four columns with lines between. Lengths are in CSS pixels.
// Node number 3 has the class n3, and whatever is next to it the class t3, by
// which the style sheet lights it.
type WebView struct {
	Name          string // for those who cannot see it
	Width, Height int
	Columns       []ColumnView
	Lines         []LineView
	Nodes         []NodeView
}

// ColumnView is a heading.
type ColumnView struct {
	X     int
	Words string
}

// LineView is a line. Its standing is that of the claim at one end; empty between
// an expert and a source.
type LineView struct {
	Key      string
	Path     string
	Classes  string
	IsDouble bool // it is split lengthwise
}

// NodeView is a box with a link. Short is what fits into it.
type NodeView struct {
	Link
	Key     string // standing of a claim
	Short   string
	Classes string
	X, Y    int
	Width   int
}

// webSheetName is the style sheet of these pages only. It holds that of lists, so that it
// is one request less.
const webSheetName = "sheets/relations.css"

func (r *Renderer) relations(f *frame, p graph.Page) any {
	b := p.Subject.(*graph.Briefing)
	v := RelationsView{
		Frame:   f.titled(shorten("Relations: "+b.Title.Value, 70), "How countries, claims, experts and sources are connected in: "+b.Title.Value),
		Heading: "What is connected", Briefing: Link{b.Title.Value, f.href(b.Path)},
	}
	v.Own = f.href(r.webSheet)
	for _, c := range graph.Tally(b.Annotations) {
		v.Legend = append(v.Legend, legend(r.labels[c.Standing]))
	}
	for _, a := range b.Annotations {
		v.Claims = append(v.Claims, r.related(f, a))
	}
	t := r.tie(f, b)
	if v.Web = t.web(); v.Web != nil {
		v.Left = t.left(len(v.Web.Nodes))
	}
	v.Strip, v.Events = timeline(f, b.Events)
	return v
}

// relationsLinks lead from a briefing to the parts of its page of relations. They
// stand on a page of their own, since a reader of the article need not load them.
func relationsLinks(f *frame, b *graph.Briefing) []Link {
	var links []Link
	if len(b.Annotations) > 0 {
		links = append(links, Link{"How countries, claims, experts and sources are connected", f.href(b.RelationsPath())})
	}
	if n := len(b.Events); n > 0 {
		links = append(links, Link{"Timeline of " + plural(n, "event"), f.href(b.RelationsPath()) + "#timeline"})
	}
	return links
}

// legend is the line of a standing as the pictures draw it.
func legend(s Standing) LegendView {
	i := slices.IndexFunc(scale, func(e definition) bool { return e.Key == s.Key })
	return LegendView{s, scale[i].line, stroke(s.Key, []picture.Point{{X: 2, Y: 6}, {X: 42, Y: 6}}), s.Key == content.Disputed}
}

// stroke is the line of a standing through points.
func stroke(standing string, points []picture.Point) string {
	if standing == content.Contradicted {
		return picture.Wavy(points)
	}
	return picture.Straight(points)
}

func (r *Renderer) related(f *frame, a *graph.Annotation) RelatedView {
	v := RelatedView{Standing: r.labels.of(a), Claim: Link{a.Claim, f.href(a.Path)}, N: a.N, Countries: countryLinks(f, a.Countries)}
	for _, voice := range a.AllVoices() {
		e := ExpertSources{Link: parties(f, []graph.Party{voice.By})[0]}
		if voice.In != nil {
			e.Sources = []Link{sourceLink(f, voice.In)}
		}
		v.Experts = append(v.Experts, e)
	}
	for _, e := range a.Evidence {
		if l := sourceLink(f, e.Of); !slices.Contains(v.Sources, l) {
			v.Sources = append(v.Sources, l)
		}
	}
	return v
}

// The columns of a web.
const (
	countryColumn = iota
	claimColumn
	expertColumn
	sourceColumn
)

// webColumns are where the columns begin, how wide they are, and their headings.
// Together they are 1000 pixels wide; a narrower page scrolls the picture.
var webColumns = [...]struct {
	x, width int
	words    string
}{
	{0, 112, "Countries"}, {184, 292, "Claims and notes"}, {548, 150, "Experts"}, {770, 230, "Sources"},
}

const (
	mostNodes  = 60
	webWidth   = 1000
	webTop     = 24 // room for the headings
	nodeHeight = 24
	runeWidth  = 67 // of a letter in a wide system font at 12 pixels, in tenths of a pixel
)

// ties are the nodes and lines of a web before it is laid out.
type ties struct {
	graph picture.Graph
	nodes []NodeView // at the index of the graph's nodes
	keys  []string   // standings, at the index of its lines
	at    map[any]int
}

// tie gathers what a briefing connects, each thing and each line once.
func (r *Renderer) tie(f *frame, b *graph.Briefing) *ties {
	t := &ties{graph: picture.Graph{Columns: len(webColumns)}, at: map[any]int{}}
	for _, k := range b.Countries {
		t.node(k, countryColumn, NodeView{Link: Link{k.Name, f.href(k.Path)}, Short: k.Name})
	}
	for _, a := range b.Annotations {
		s := r.labels.of(a)
		t.node(a, claimColumn, NodeView{
			Link: Link{fmt.Sprintf("%d, %s: %s", a.N, s.lower(), a.Claim), f.href(a.Path)}, Key: s.Key, Short: fmt.Sprintf("%s %d %s", s.Sign, a.N, a.Claim),
		})
	}
	for _, e := range b.Experts {
		t.node(e, expertColumn, NodeView{Link: Link{e.Name.Value, f.href(e.Path)}, Short: e.Name.Value})
	}
	for _, s := range b.Sources {
		t.node(s, sourceColumn, NodeView{Link: sourceLink(f, s), Short: s.Title.Value})
	}
	for _, a := range b.Annotations {
		t.claim(a)
	}
	return t
}

func (t *ties) node(of any, column int, v NodeView) {
	t.at[of] = len(t.nodes)
	t.graph.Nodes = append(t.graph.Nodes, picture.Node{Column: column})
	t.nodes = append(t.nodes, v)
}

// claim ties an annotation to its countries, to experts and through them to where
// they said it, and to its evidence.
func (t *ties) claim(a *graph.Annotation) {
	for _, k := range a.Countries {
		t.line(k, a, a.Standing())
	}
	for _, v := range a.AllVoices() {
		switch {
		case v.By.Expert != nil:
			t.line(a, v.By.Expert, a.Standing())
			if v.In != nil {
				t.line(v.By.Expert, v.In, "")
			}
		case v.In != nil:
			t.line(a, v.In, a.Standing())
		}
	}
	for _, e := range a.Evidence {
		t.line(a, e.Of, a.Standing())
	}
}

func (t *ties) line(from, to any, standing string) {
	l := picture.Line{From: t.at[from], To: t.at[to]}
	if !slices.Contains(t.graph.Lines, l) {
		t.graph.Lines = append(t.graph.Lines, l)
		t.keys = append(t.keys, standing)
	}
}

// shown is the graph of the nodes that there is room for, with their indexes and
// those of its lines in the whole.
func (t *ties) shown() (g picture.Graph, nodes, lines []int) {
	g.Columns = t.graph.Columns
	now := make([]int, len(t.nodes))
	isShown := picture.Connected(t.graph, mostNodes)
	for i, n := range t.graph.Nodes {
		if isShown[i] {
			now[i] = len(nodes)
			g.Nodes, nodes = append(g.Nodes, n), append(nodes, i)
		}
	}
	for i, l := range t.graph.Lines {
		if isShown[l.From] && isShown[l.To] {
			g.Lines, lines = append(g.Lines, picture.Line{From: now[l.From], To: now[l.To]}), append(lines, i)
		}
	}
	return g, nodes, lines
}

// web lays the picture out; nil if nothing is connected.
func (t *ties) web() *WebView {
	g, nodes, lines := t.shown()
	if len(nodes) == 0 {
		return nil
	}
	l := picture.Layered(g)
	v := &WebView{Name: "Picture of " + plural(len(nodes), "node") + " and " + plural(len(lines), "line"), Width: webWidth, Height: webTop + l.Height}
	for _, c := range webColumns {
		v.Columns = append(v.Columns, ColumnView{c.x, c.words})
	}
	for i, line := range g.Lines {
		key := t.keys[lines[i]]
		v.Lines = append(v.Lines, LineView{key, stroke(key, bends(g.Nodes[line.From].Column, l.Lines[i])), fmt.Sprintf("t%d t%d", line.From+1, line.To+1), key == content.Disputed})
	}
	for _, column := range l.Order { // as the eye and the keyboard go through them
		for _, i := range column {
			v.Nodes = append(v.Nodes, t.box(g, l, i, nodes[i]))
		}
	}
	return v
}

// bends are the points of a line that begins in a column: from the right edge of
// each to the left edge of the next.
func bends(column int, through []int) []picture.Point {
	var points []picture.Point
	for i, y := range through {
		c := webColumns[column+i]
		if i > 0 {
			points = append(points, picture.Point{X: c.x, Y: webTop + y})
		}
		if i < len(through)-1 {
			points = append(points, picture.Point{X: c.x + c.width, Y: webTop + y})
		}
	}
	return points
}

// box is the view of node i of the picture, which is node whole of all.
func (t *ties) box(g picture.Graph, l picture.Layout, i, whole int) NodeView {
	c := webColumns[g.Nodes[i].Column]
	v := t.nodes[whole]
	v.X, v.Y, v.Width = c.x, webTop+l.Y[i]-nodeHeight/2, c.width
	v.Short = shorten(v.Short, (c.width-10)*10/runeWidth)
	classes := []string{fmt.Sprintf("n%d", i+1)}
	for _, line := range g.Lines {
		switch i {
		case line.From:
			classes = append(classes, fmt.Sprintf("t%d", line.To+1))
		case line.To:
			classes = append(classes, fmt.Sprintf("t%d", line.From+1))
		}
	}
	v.Classes = strings.Join(classes, " ")
	return v
}

// left says what the picture leaves out, which shows so many nodes.
func (t *ties) left(shown int) string {
	connected := 0
	for _, is := range picture.Connected(t.graph, len(t.nodes)) {
		if is {
			connected++
		}
	}
	if connected == shown {
		return ""
	}
	return fmt.Sprintf("The picture shows %d of %d, the most connected of each column. The list below has all of them.", shown, connected)
}
