package markup

import (
	"reflect"
	"text/template/parse"
)

// value is something of a known type that a template names.
type value struct {
	of  reflect.Type
	get func(r *run, dot reflect.Value) reflect.Value
}

// piped is the value of a pipeline that is one operand.
func piped(p *parse.PipeNode, in scope) (value, error) {
	if len(p.Cmds) != 1 {
		return value{}, errUnknown
	}
	return operand(p.Cmds[0], in)
}

// operand is the value of a command without a function: the dot, a variable, or
// fields of one of them.
func operand(c *parse.CommandNode, in scope) (value, error) {
	if len(c.Args) != 1 {
		return value{}, errUnknown
	}
	return term(c.Args[0], in)
}

func term(n parse.Node, in scope) (value, error) {
	dot := value{in.dot, func(_ *run, dot reflect.Value) reflect.Value { return dot }}
	if in.dot == nil {
		return value{}, errUnknown
	}
	switch n := n.(type) {
	case *parse.DotNode:
		return dot, nil
	case *parse.FieldNode:
		return dot.fields(n.Ident)
	case *parse.VariableNode:
		for i := len(in.variables) - 1; i >= 0; i-- {
			if v := in.variables[i]; v.name == n.Ident[0] {
				return value{v.of, func(r *run, _ reflect.Value) reflect.Value { return r.variables[r.base+i] }}.fields(n.Ident[1:])
			}
		}
	}
	return value{}, errUnknown
}

// fields is a field of a field of the value.
func (v value) fields(names []string) (value, error) {
	for _, name := range names {
		var ok bool
		if v, ok = v.field(name); !ok {
			return value{}, errUnknown
		}
	}
	return v, nil
}

// field is a field of a struct, or of one that a pointer leads to. A method of the
// name comes first in templates, so there must be none.
func (v value) field(name string) (value, bool) {
	if _, isMethod := v.of.MethodByName(name); isMethod {
		return value{}, false
	}
	holder, structure := v.get, v.of
	if structure.Kind() == reflect.Pointer {
		structure = structure.Elem()
		holder = func(r *run, dot reflect.Value) reflect.Value {
			p := v.get(r, dot)
			if p.IsNil() {
				panic(surprise{})
			}
			return p.Elem()
		}
	}
	if structure.Kind() != reflect.Struct {
		return value{}, false
	}
	if _, isMethod := reflect.PointerTo(structure).MethodByName(name); isMethod {
		return value{}, false
	}
	f, ok := structure.FieldByName(name)
	if !ok || !f.IsExported() || throughPointer(structure, f.Index) {
		return value{}, false
	}
	if len(f.Index) == 1 {
		i := f.Index[0]
		return value{f.Type, func(r *run, dot reflect.Value) reflect.Value { return holder(r, dot).Field(i) }}, true
	}
	return value{f.Type, func(r *run, dot reflect.Value) reflect.Value { return holder(r, dot).FieldByIndex(f.Index) }}, true
}

// throughPointer reports whether a promoted field lies behind an embedded pointer.
func throughPointer(t reflect.Type, index []int) bool {
	for _, i := range index[:len(index)-1] {
		if t = t.Field(i).Type; t.Kind() == reflect.Pointer {
			return true
		}
	}
	return false
}

// test is a condition: the truth of an operand, or and, or, not of such terms.
func test(c *parse.CommandNode, in scope) (func(*run, reflect.Value) bool, error) {
	name, isFunction := c.Args[0].(*parse.IdentifierNode)
	if !isFunction {
		v, err := operand(c, in)
		return func(r *run, dot reflect.Value) bool { return isTrue(v.get(r, dot)) }, err
	}
	terms := make([]value, len(c.Args)-1)
	for i, arg := range c.Args[1:] {
		var err error
		if terms[i], err = term(arg, in); err != nil {
			return nil, err
		}
	}
	switch {
	case name.Ident == "not" && len(terms) == 1:
		return func(r *run, dot reflect.Value) bool { return !isTrue(terms[0].get(r, dot)) }, nil
	case name.Ident == "and", name.Ident == "or":
		decides := name.Ident == "or"
		return func(r *run, dot reflect.Value) bool {
			for _, t := range terms {
				if isTrue(t.get(r, dot)) == decides {
					return decides
				}
			}
			return !decides
		}, nil
	}
	return nil, errUnknown
}

// isTrue is the truth of a value as text/template defines it, for the kinds that
// views have.
func isTrue(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Bool:
		return v.Bool()
	case reflect.String, reflect.Slice, reflect.Map, reflect.Array:
		return v.Len() > 0
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int() != 0
	case reflect.Pointer:
		return !v.IsNil()
	case reflect.Struct:
		return true
	}
	panic(surprise{})
}
