package check

// Case is a fault that a stage finds and what looks like it and is none.
type Case struct{ Bad, Near string }

// Staged holds a fault and a near miss for the codes of the stages before and behind.
var Staged = func() map[string]Case {
	all := map[string]Case{}
	for code, s := range staged {
		all[code] = Case{s.bad, s.near}
	}
	return all
}()

// Elsewhere says of the other codes in which file a test shows them: they need more
// than files of content.
var Elsewhere = map[string]string{
	"passage-edited": "testdata/past.txtar", "passage-moved": "place/past_test.go", "passage-gone": "testdata/past.txtar",
	"site-missing": "check/example_test.go", "file-unreadable": "check/example_test.go",
	"address-missing": "testdata/links.txtar", "address-dead": "testdata/links.txtar", "address-private": "testdata/links.txtar",
	"address-unclear": "testdata/links.txtar", "address-alive": "links/find_test.go", "address-moved": "testdata/links.txtar",
	"address-plain": "links/find_test.go", "extract-gone": "testdata/links.txtar",
	"template": "render/render_test.go", "template-unreadable": "render/render_test.go",
	"template-missing": "render/render_test.go", "template-unused": "render/render_test.go",
}
