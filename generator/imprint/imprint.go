// Package imprint hashes what a page is made of, so that a page of which nothing
// changed need not be made again.
//
// The page of a briefing, a note or a source may show its subject, everything that
// this leads to (a briefing to its notes, a note to its evidence, evidence to
// sources, a source to its authors), what leads to the subject itself, and the
// settings of the site. It may not show what else leads to there, such as how often
// another source is used. A hash covers just that. It is made of the fields of the
// graph, which are found by reflection, so that a new one is in it without anybody
// thinking of it, and of the sums of the files that were read. What is left out is a
// short list: the links that lead back ([back]). A test of the program makes random
// edits and compares.
package imprint

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"time"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
)

// Sum is a hash: what has the same is equal.
type Sum [sha256.Size]byte

// back are the links of the graph that lead back to what uses a node, and marks
// that say only whether it is used.
var back = map[reflect.Type][]string{
	reflect.TypeFor[graph.Source]():  {"Resting", "Uses", "Voices", "reached"},
	reflect.TypeFor[graph.Expert]():  {"Voices", "Claims", "Sources", "Briefings", "Mentions", "reached"},
	reflect.TypeFor[graph.Country](): {"Annotations", "Briefings", "Mentions", "Experts", "Events"},
	reflect.TypeFor[graph.Topic]():   {"Briefings"},
}

// nodes are the types that stand in the graph. Pointers to them are links.
var nodes = []reflect.Type{
	reflect.TypeFor[graph.Briefing](), reflect.TypeFor[graph.Annotation](), reflect.TypeFor[graph.Source](),
	reflect.TypeFor[graph.Expert](), reflect.TypeFor[graph.Country](), reflect.TypeFor[graph.Topic](),
}

// Imprints makes the sums of a site. It may be used by several goroutines.
type Imprints struct {
	leaves sync.Map // *leaf by node
}

// leaf is what is known of a node by itself.
type leaf struct {
	sum   Sum
	links []reflect.Value // to other nodes, in order, each once
}

// Of returns the sum of a node, a *graph.Briefing or *graph.Source, with everything
// that it leads to and what leads to it.
func (m *Imprints) Of(subject any) Sum {
	root := reflect.ValueOf(subject)
	queue, seen := []reflect.Value{root}, map[uintptr]int{root.Pointer(): 0}
	var text []byte
	for i := 0; i < len(queue); i++ { // nodes are told apart by their order
		l := m.leaf(queue[i], root)
		text = append(text, l.sum[:]...)
		for _, link := range l.links {
			at, isKnown := seen[link.Pointer()]
			if !isKnown {
				at = len(queue)
				seen[link.Pointer()] = at
				queue = append(queue, link)
			}
			text = binary.AppendUvarint(text, uint64(at))
		}
	}
	return sha256.Sum256(text)
}

// Value returns the sum of a value that leads to no node: settings, for instance.
func Value(value any) Sum {
	w := writer{isWhole: true}
	w.value(reflect.ValueOf(value))
	return sha256.Sum256(w.text)
}

// leaf returns what is known of a node on the way from a root.
func (m *Imprints) leaf(node, root reflect.Value) *leaf {
	isRoot := node.Pointer() == root.Pointer()
	switch of := node.Interface().(type) {
	case *graph.Briefing:
		if !isRoot { // its own page shows it
			return &leaf{sum: Value([]string{of.Path, of.ID, of.Title.Value, string(of.Status), of.Date.Value})}
		}
		return newLeaf(node, true)
	case *graph.Annotation:
		return newLeaf(node, false) // few roots lead there
	}
	if isRoot {
		return newLeaf(node, true)
	}
	if kept, ok := m.leaves.Load(node.Pointer()); ok {
		return kept.(*leaf)
	}
	l := newLeaf(node, false)
	m.leaves.Store(node.Pointer(), l)
	return l
}

// newLeaf hashes a node; isRoot says that links back are in it.
func newLeaf(node reflect.Value, isRoot bool) *leaf {
	w := writer{}
	for i := range node.Elem().NumField() {
		if isRoot || slices.Contains(forward(node.Type().Elem()), i) {
			w.value(node.Elem().Field(i))
		}
	}
	return &leaf{sha256.Sum256(w.text), slices.Clip(w.links)}
}

// writer writes values so that different ones differ.
type writer struct {
	text    []byte
	links   []reflect.Value
	isWhole bool // what was read of a file is written field by field
}

func (w *writer) number(n int) { w.text = binary.AppendVarint(w.text, int64(n)) }

func (w *writer) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		w.number(v.Len())
		w.text = append(w.text, v.String()...)
	case reflect.Bool:
		w.text = strconv.AppendBool(w.text, v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.text = binary.AppendVarint(w.text, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.text = binary.AppendUvarint(w.text, v.Uint())
	case reflect.Float32, reflect.Float64:
		w.text = fmt.Append(w.text, v.Float(), ";")
	case reflect.Slice, reflect.Array:
		w.number(v.Len())
		for i := range v.Len() {
			w.value(v.Index(i))
		}
	case reflect.Struct:
		w.structure(v)
	case reflect.Pointer:
		w.pointer(v)
	default:
		panic("imprint: " + v.Type().String() + " has no order that could be hashed")
	}
}

func (w *writer) pointer(v reflect.Value) {
	if v.IsNil() {
		w.number(-1)
		return
	}
	w.number(0)
	switch {
	case slices.Contains(nodes, v.Type().Elem()):
		i := slices.IndexFunc(w.links, func(o reflect.Value) bool { return o.Pointer() == v.Pointer() })
		if i < 0 {
			i = len(w.links)
			w.links = append(w.links, v)
		}
		w.number(i)
	case v.Type() == reflect.TypeFor[*diag.File](): // it is where words were read, and is not shown
	case !w.isWhole && v.Type().Elem().PkgPath() == contentPath:
		// What was read of a file follows from its bytes. What has no head is a part of a
		// file whose node is there, too.
		if file, hasHead := v.Interface().(interface{ FileSum() content.Sum }); hasHead {
			sum := file.FileSum()
			w.text = append(w.text, sum[:]...)
		}
	default:
		w.value(v.Elem())
	}
}

var contentPath = reflect.TypeFor[content.Head]().PkgPath()

func (w *writer) structure(v reflect.Value) {
	switch v.Type() {
	case reflect.TypeFor[content.At](): // where words were read is not shown
	case reflect.TypeFor[time.Time]():
		at := v.Interface().(time.Time)
		w.text = fmt.Append(w.text, at.Unix(), ".", at.Nanosecond(), ";")
	default:
		for i := range v.NumField() {
			w.value(v.Field(i))
		}
	}
}

var forwards sync.Map // of forward: asking a type for its fields takes long

// forward are the indexes of the fields of a node that do not lead back.
func forward(t reflect.Type) []int {
	if kept, ok := forwards.Load(t); ok {
		return kept.([]int)
	}
	var fields []int
	for i := range t.NumField() {
		if !slices.Contains(back[t], t.Field(i).Name) {
			fields = append(fields, i)
		}
	}
	forwards.Store(t, fields)
	return fields
}
