// Package markup runs templates of html/template with a fraction of their cost.
//
// html/template parses a template and makes it safe: it adds to every value in it
// the escapers that its place in the page asks for. What is slow is running it:
// each escaper is called by reflection. This package compiles the safe tree once
// for each type of data into functions that know the fields and escape strings as
// they write them.
//
// What it does not know it leaves alone: a template that uses more than fields,
// variables of range, if, with, range, template, and, or and not, or data other
// than strings, numbers, HTML, structs, slices and pointers to them, is run by
// html/template, and so is one that meets a nil pointer. The bytes are the same in
// both ways; tests compare them.
package markup

import (
	"bytes"
	"html/template"
	"io"
	"reflect"
	"slices"
	"sync"
)

// Set is a set of parsed templates. It may be used by several goroutines.
type Set struct {
	templates *template.Template
	compiling sync.Mutex
	programs  sync.Map // key to *program
}

// New returns a Set of templates, to which nothing may be added any more.
func New(templates *template.Template) *Set {
	return &Set{templates: templates}
}

// key is a template and the type of the data that it is run on.
type key struct {
	name string
	data reflect.Type // nil for a template that is given nothing
}

// program is a compiled template.
type program struct {
	steps     []step
	variables int // that it needs at once, the data among them
	isKnown   bool
}

// step writes a part of a page.
type step func(r *run, dot reflect.Value)

// run is one execution of a template.
type run struct {
	b         *bytes.Buffer
	variables []reflect.Value // of all templates that are being run
	base      int             // where those of the innermost begin
}

// surprise is the panic of a step that met data that it was not compiled for.
type surprise struct{}

// Execute appends what a template makes of the data to b. Errors are those of
// html/template; what was appended before one is left there.
func (s *Set) Execute(b *bytes.Buffer, name string, data any) error {
	start := b.Len()
	if p := s.program(key{name, reflect.TypeOf(data)}); p.isKnown && p.execute(b, data) {
		return nil
	}
	b.Truncate(start)
	return s.templates.ExecuteTemplate(b, name, data)
}

// Left lists the templates that were run and left to html/template, sorted.
func (s *Set) Left() []string {
	var names []string
	for k, p := range s.programs.Range {
		if !p.(*program).isKnown {
			names = append(names, k.(key).name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// program returns the compiled template, which may be one that is not known.
func (s *Set) program(k key) *program {
	if p, ok := s.programs.Load(k); ok {
		return p.(*program)
	}
	s.compiling.Lock()
	defer s.compiling.Unlock()
	// Trees are made safe when a template is run first. An error shows again when
	// it is run in earnest.
	_ = s.templates.ExecuteTemplate(io.Discard, k.name, nil)
	c := &compiler{set: s.templates, programs: map[key]*program{}}
	p, err := c.program(k)
	if err != nil {
		p = &program{}
	}
	p.isKnown = err == nil
	s.programs.Store(k, p)
	return p
}

// execute runs a program; false says that the data surprised it.
func (p *program) execute(b *bytes.Buffer, data any) (ok bool) {
	defer func() {
		if v := recover(); v != nil {
			if _, isSurprise := v.(surprise); !isSurprise {
				panic(v)
			}
			ok = false
		}
	}()
	(&run{b: b}).program(p, reflect.ValueOf(data))
	return true
}

// program runs a template with variables of its own.
func (r *run) program(p *program, data reflect.Value) {
	base, top := r.base, len(r.variables)
	r.base = top
	r.variables = append(r.variables, data)
	for range p.variables - 1 {
		r.variables = append(r.variables, reflect.Value{})
	}
	r.steps(p.steps, data)
	r.variables, r.base = r.variables[:top], base
}

func (r *run) steps(steps []step, dot reflect.Value) {
	for _, s := range steps {
		s(r, dot)
	}
}
