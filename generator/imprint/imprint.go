// Package imprint hashes what the pages of a briefing are made of, so that those of
// which nothing changed need not be made again.
//
// A hash covers everything that a briefing leads to: every field of it, of its
// annotations and their evidence, of the sources, experts and countries that they
// name, and of what these name in turn. Fields are found by reflection, so that a
// new one is in the hash without anybody thinking of it. What is left out is a short
// list: the links that lead back ([back]).
//
// So this holds for the pages of a briefing, and is what a view must keep to: they
// show what the briefing leads to, and the settings of the site; not what else leads
// to its sources, experts and countries. A test makes random edits and compares.
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
// that say only whether it is used. Of another briefing, which a note may refer to,
// the text and the notes are left out.
var back = map[reflect.Type][]string{
	reflect.TypeFor[graph.Source]():     {"Resting", "Uses", "Voices", "reached"},
	reflect.TypeFor[graph.Expert]():     {"Voices", "Claims", "Sources", "Briefings", "Mentions", "reached"},
	reflect.TypeFor[graph.Country]():    {"Annotations", "Briefings", "Mentions", "Experts", "Events"},
	reflect.TypeFor[graph.Topic]():      {"Briefings"},
	reflect.TypeFor[content.Head]():     {"File"},
	reflect.TypeFor[content.Briefing](): {"Annotations"}, // as written: they are there as nodes
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

// Briefing returns the sum of a briefing with everything that it leads to.
func (m *Imprints) Briefing(b *graph.Briefing) Sum {
	var text []byte
	seen := map[any]int{}
	queue := []reflect.Value{reflect.ValueOf(b)}
	seen[b] = 0
	for i := 0; i < len(queue); i++ { // nodes are told apart by their order
		l := m.leaf(queue[i], b)
		text = append(text, l.sum[:]...)
		for _, link := range l.links {
			at, isKnown := seen[link.Interface()]
			if !isKnown {
				at = len(queue)
				seen[link.Interface()] = at
				queue = append(queue, link)
			}
			text = binary.AppendUvarint(text, uint64(at))
		}
	}
	return sha256.Sum256(text)
}

// Of returns the sum of any value that leads to no node: settings, for instance.
func Of(value any) Sum {
	w := writer{}
	w.value(reflect.ValueOf(value))
	return sha256.Sum256(w.text)
}

// leaf returns what is known of a node that the briefing leads to.
func (m *Imprints) leaf(node reflect.Value, of *graph.Briefing) *leaf {
	if b, isBriefing := node.Interface().(*graph.Briefing); isBriefing && b != of {
		w := writer{}
		w.value(reflect.ValueOf([]string{b.Path, b.ID, b.Title.Value, string(b.Status), b.Date.Value}))
		return &leaf{sum: sha256.Sum256(w.text)}
	}
	if kept, ok := m.leaves.Load(node.Interface()); ok {
		return kept.(*leaf)
	}
	w := writer{}
	w.structure(node.Elem())
	l := &leaf{sha256.Sum256(w.text), slices.Clip(w.links)}
	switch node.Interface().(type) {
	case *graph.Briefing, *graph.Annotation: // they are asked for once
	default:
		m.leaves.Store(node.Interface(), l)
	}
	return l
}

// writer writes values so that different ones differ.
type writer struct {
	text  []byte
	links []reflect.Value
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
	switch {
	case v.IsNil():
		w.number(-1)
	case slices.Contains(nodes, v.Type().Elem()):
		i := slices.IndexFunc(w.links, func(o reflect.Value) bool { return o.Pointer() == v.Pointer() })
		if i < 0 {
			i = len(w.links)
			w.links = append(w.links, v)
		}
		w.number(i)
	case v.Type() == reflect.TypeFor[*diag.File](): // it is where words were read, and is not shown
	default:
		w.number(0)
		w.value(v.Elem())
	}
}

func (w *writer) structure(v reflect.Value) {
	if v.Type() == reflect.TypeFor[time.Time]() {
		at := v.Interface().(time.Time)
		w.text = fmt.Append(w.text, at.Unix(), ".", at.Nanosecond(), ";")
		return
	}
	for _, i := range fieldsOf(v.Type()) {
		w.value(v.Field(i))
	}
}

var fieldsKept sync.Map // of fieldsOf: asking a type for its fields takes long

// fieldsOf are the indexes of the fields of a type that are in the sum.
func fieldsOf(t reflect.Type) []int {
	if kept, ok := fieldsKept.Load(t); ok {
		return kept.([]int)
	}
	var fields []int
	for i := range t.NumField() {
		if !slices.Contains(back[t], t.Field(i).Name) {
			fields = append(fields, i)
		}
	}
	fieldsKept.Store(t, fields)
	return fields
}
