package markup

import (
	"errors"
	"html/template"
	"reflect"
	"text/template/parse"
)

// errUnknown says that a template uses something that this package leaves to
// html/template.
var errUnknown = errors.New("markup: unknown construct")

// compiler turns trees into programs.
type compiler struct {
	set      *template.Template
	programs map[key]*program // begun or done, so that templates may call themselves
}

// scope is what names mean at a place of a template.
type scope struct {
	dot       reflect.Type
	variables []variable // by index; the first is the data
	program   *program
}

type variable struct {
	name string
	of   reflect.Type
}

// with returns the scope with one more variable; an empty name is none.
func (s scope) with(name string, of reflect.Type) (scope, int) {
	if name == "" {
		return s, 0
	}
	s.variables = append(s.variables[:len(s.variables):len(s.variables)], variable{name, of})
	s.program.variables = max(s.program.variables, len(s.variables))
	return s, len(s.variables) - 1
}

// program compiles a template.
func (c *compiler) program(k key) (*program, error) {
	if p := c.programs[k]; p != nil {
		return p, nil
	}
	t := c.set.Lookup(k.name)
	if t == nil || t.Tree == nil {
		return nil, errUnknown
	}
	p := &program{}
	c.programs[k] = p
	in, _ := scope{dot: k.data, program: p}.with("$", k.data)
	var err error
	p.steps, err = c.list(t.Tree.Root, in)
	return p, err
}

// list compiles the nodes of a list; there may be none.
func (c *compiler) list(list *parse.ListNode, in scope) ([]step, error) {
	if list == nil {
		return nil, nil
	}
	steps := make([]step, 0, len(list.Nodes))
	for _, n := range list.Nodes {
		s, err := c.node(n, in)
		if err != nil {
			return nil, err
		}
		steps = append(steps, s)
	}
	return steps, nil
}

func (c *compiler) node(n parse.Node, in scope) (step, error) {
	switch n := n.(type) {
	case *parse.TextNode:
		return func(r *run, _ reflect.Value) { r.b.Write(n.Text) }, nil
	case *parse.ActionNode:
		return c.action(n, in)
	case *parse.IfNode:
		return c.condition(n, in)
	case *parse.WithNode:
		return c.with(n, in)
	case *parse.RangeNode:
		return c.loop(n, in)
	case *parse.TemplateNode:
		return c.call(n, in)
	}
	return nil, errUnknown
}

// action writes a value.
func (c *compiler) action(n *parse.ActionNode, in scope) (step, error) {
	if len(n.Pipe.Decl) > 0 {
		return nil, errUnknown
	}
	v, err := operand(n.Pipe.Cmds[0], in)
	if err != nil {
		return nil, err
	}
	chain := ""
	for _, command := range n.Pipe.Cmds[1:] {
		name, ok := command.Args[0].(*parse.IdentifierNode)
		if !ok || len(command.Args) > 1 {
			return nil, errUnknown
		}
		chain += name.Ident + " "
	}
	write := writer(chain, v.of)
	if write == nil {
		return nil, errUnknown
	}
	return func(r *run, dot reflect.Value) { write(r.b, v.get(r, dot)) }, nil
}

func (c *compiler) condition(n *parse.IfNode, in scope) (step, error) {
	if len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds) > 1 {
		return nil, errUnknown
	}
	holds, err := test(n.Pipe.Cmds[0], in)
	if err != nil {
		return nil, err
	}
	then, err1 := c.list(n.List, in)
	otherwise, err2 := c.list(n.ElseList, in)
	return func(r *run, dot reflect.Value) {
		if holds(r, dot) {
			r.steps(then, dot)
		} else {
			r.steps(otherwise, dot)
		}
	}, errors.Join(err1, err2)
}

func (c *compiler) with(n *parse.WithNode, in scope) (step, error) {
	if len(n.Pipe.Decl) > 0 {
		return nil, errUnknown
	}
	v, err := piped(n.Pipe, in)
	if err != nil {
		return nil, err
	}
	inner := in
	inner.dot = v.of
	then, err1 := c.list(n.List, inner)
	otherwise, err2 := c.list(n.ElseList, in)
	return func(r *run, dot reflect.Value) {
		if value := v.get(r, dot); isTrue(value) {
			r.steps(then, value)
		} else {
			r.steps(otherwise, dot)
		}
	}, errors.Join(err1, err2)
}

// loop goes through a slice, with variables for the index and the element if they
// are named.
func (c *compiler) loop(n *parse.RangeNode, in scope) (step, error) {
	v, err := piped(n.Pipe, in)
	if err != nil || v.of.Kind() != reflect.Slice {
		return nil, errUnknown
	}
	var index, element string
	switch names := n.Pipe.Decl; len(names) {
	case 1:
		element = names[0].Ident[0]
	case 2:
		index, element = names[0].Ident[0], names[1].Ident[0]
	}
	inner := in
	inner.dot = v.of.Elem()
	inner, atIndex := inner.with(index, reflect.TypeFor[int]())
	inner, atElement := inner.with(element, inner.dot)
	body, err1 := c.list(n.List, inner)
	otherwise, err2 := c.list(n.ElseList, in)
	return func(r *run, dot reflect.Value) {
		all := v.get(r, dot)
		if all.Len() == 0 {
			r.steps(otherwise, dot)
		}
		for i := range all.Len() {
			one := all.Index(i)
			if atIndex > 0 {
				r.variables[r.base+atIndex] = reflect.ValueOf(i)
			}
			if atElement > 0 {
				r.variables[r.base+atElement] = one
			}
			r.steps(body, one)
		}
	}, errors.Join(err1, err2)
}

// call runs another template.
func (c *compiler) call(n *parse.TemplateNode, in scope) (step, error) {
	var v value
	if n.Pipe != nil {
		var err error
		if v, err = piped(n.Pipe, in); err != nil || len(n.Pipe.Decl) > 0 {
			return nil, errUnknown
		}
	}
	p, err := c.program(key{n.Name, v.of})
	return func(r *run, dot reflect.Value) {
		var data reflect.Value
		if v.get != nil {
			data = v.get(r, dot)
		}
		r.program(p, data)
	}, err
}
