package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

// node is an element of XML. Prefixes of names are dropped: those that matter are unique
// without them.
type node struct {
	name     string
	attrs    []xml.Attr
	children []*node
	text     string // of an element without children
}

// deepest is how deep elements may be nested.
const deepest = 200

func parse(text []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // the format has UTF-8 only
	var open []*node
	for {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			n := &node{name: t.Name.Local, attrs: t.Attr}
			if len(open) > 0 {
				parent := open[len(open)-1]
				parent.children = append(parent.children, n)
			}
			if open = append(open, n); len(open) > deepest {
				return nil, errors.New("its elements are nested too deep")
			}
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(t)
			}
		case xml.EndElement:
			if len(open) == 1 {
				return open[0], nil
			}
			open = open[:len(open)-1]
		}
	}
}

// attr is an attribute; empty if there is none.
func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// child is the first child of a name; nil if there is none.
func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for _, c := range n.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// at follows a path of children; nil if there is none.
func (n *node) at(names ...string) *node {
	for _, name := range names {
		n = n.child(name)
	}
	return n
}

// find is the first element of a name, the node itself among them, at any depth.
func (n *node) find(name string) *node {
	if n.name == name {
		return n
	}
	for _, c := range n.children {
		if found := c.find(name); found != nil {
			return found
		}
	}
	return nil
}

// is reports whether a property is switched on.
func (n *node) is(name string) bool {
	c := n.child(name)
	switch c.attr("val") {
	case "0", "false", "off", "none":
		return false
	}
	return c != nil
}
