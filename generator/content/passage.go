package content

// Passage is the words of the article that an annotation is about, as its author
// spelt them. Either Text holds words, with the spellings [[ ]] and …, or Exact
// does, with Prefix and Suffix around it.
type Passage struct {
	Text
	*Long
	InBody bool // written as a quotation at the top of the body
}

// Long is the long form of a passage. All that are in the short one share one. Do not
// change.
type Long struct{ Exact, Prefix, Suffix Text }

var short Long

// IsLong reports whether the passage is in the long form.
func (p Passage) IsLong() bool { return p.Exact.IsSet() }

// passages reads quote and whole.
func (f *fields) passages(a *Annotation) {
	if n, ok := f.get("quote"); ok {
		for _, v := range n.each() {
			if p, ok := f.passage(v); ok {
				a.Passages = append(a.Passages, p)
			}
		}
	}
	whole := f.flag("whole", false)
	if !whole {
		return
	}
	a.Whole = Text{"whole", f.place("whole")}
	if len(a.Passages) > 0 {
		f.r.error("passage-twice", a.Whole.At, "the annotation is about the whole article and about some of its words").
			Hint = "delete either whole or quote"
	}
}

func (f *fields) passage(n node) (Passage, bool) {
	switch n.form {
	case textForm:
		t := f.asWords("quote", n)
		return Passage{Text: t, Long: &short}, t.IsSet()
	case mapForm:
		g := f.r.group(n)
		p := Passage{Long: &Long{g.words("exact"), g.words("prefix"), g.words("suffix")}}
		p.At = p.Exact.At
		g.require("exact", p.Exact.IsSet(), "exact: words of the article")
		g.done()
		return p, p.IsLong()
	}
	f.r.error("value-form", n.text.At, "a passage is the words of the article, not %s", n.form)
	return Passage{}, false
}
