package imports

import (
	"bytes"
	"path"
)

// left plans the parts of a foreign file that could not be read: each is kept as it is.
func (p *planner) left() error {
	for _, m := range p.Batch.Left {
		r := Record{Outcome: Unplaced, scope: sourcesScope, origin: "unread:" + hash(m.Source), Words: m.Source, Why: []string{m.Message}}
		if p.Briefing != "" {
			r.scope = p.Briefing
		}
		r.File = path.Join(unplacedFolder(r), "unread-"+hash(m.Source)+".txt")
		before, err := read(p.Root, r.File)
		if err != nil {
			return err
		}
		if p.records = append(p.records, r); !bytes.Equal(before, []byte(m.Source)) {
			p.files[r.File] = &Change{r.File, before, []byte(m.Source)}
		}
	}
	return nil
}
