package imports

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/diag"
)

// rounds is how often records are mended; what is wrong with them after that takes them
// out of what is written.
const rounds = 4

// settle takes out of the plan what the checks refuse: a field that a record can be
// without becomes a comment, a link that leads nowhere becomes words, and else the record
// goes to those that could not be placed. Nothing wrong is left: the error says what is, if it
// is in the file of no record.
func (p *planner) settle() error {
	for round := 0; ; round++ {
		faults := p.faults()
		if len(faults) == 0 {
			return nil
		}
		isLess := false
		for i := range p.records {
			r := &p.records[i]
			list, c := faults[r.File], p.files[r.File]
			if len(list) == 0 || c == nil || bytes.Equal(c.Before, c.After) {
				continue
			}
			isLess = true
			if err := p.refuse(r, list, round < rounds); err != nil {
				return err
			}
		}
		if !isLess {
			name := slices.Sorted(maps.Keys(faults))[0]
			return fmt.Errorf("nothing is imported: with it %s would be wrong: %s", name, faults[name][0].Message)
		}
	}
}

// faults are the errors in the files that the plan makes or changes, which are not there
// without it, by file.
func (p *planner) faults() map[string]diag.List {
	texts := map[string][]byte{}
	for name, c := range p.files {
		if c.After != nil && !strings.Contains(name, "/"+content.Unplaced+"/") {
			texts[name] = c.After
		}
	}
	if len(texts) == 0 {
		return nil
	}
	faults := map[string]diag.List{}
	for _, d := range p.Judge(p.Over(texts)) {
		for name := range texts {
			isRelated := slices.ContainsFunc(d.Related, func(r diag.Related) bool { return r.File.Name == name })
			if d.Severity == diag.Error && (d.File.Name == name || isRelated) {
				faults[name] = append(faults[name], d)
			}
		}
	}
	if len(faults) == 0 {
		return nil
	}
	for _, d := range p.Judge(p.Root) { // what was wrong before is not ours
		for name, list := range faults {
			faults[name] = slices.DeleteFunc(list, func(f diag.Diagnostic) bool {
				return f.Code == d.Code && f.File.Name == d.File.Name && f.Message == d.Message
			})
		}
	}
	maps.DeleteFunc(faults, func(_ string, list diag.List) bool { return len(list) == 0 })
	return faults
}

// refuse takes a record out of what is written, unless it may be mended and can.
func (p *planner) refuse(r *Record, list diag.List, mayMend bool) error {
	c := p.files[r.File]
	var why []string
	for _, d := range list {
		why = append(why, fmt.Sprintf("%s [%s]", d.Message, d.Code))
	}
	switch {
	case mayMend && p.mend(r, list):
		return nil
	case c.Before != nil: // what is here stays as it was
		r.Outcome, r.Why = Kept, append(r.Why, why...)
		c.After = c.Before
		p.forget(*r)
		return nil
	}
	name, before, err := p.waits(*r)
	if err != nil {
		return err
	}
	delete(p.files, r.File)
	text := string(c.After)
	for _, w := range why {
		text = strings.Replace(text, "\n---\n", "\n# not placed: "+strings.ReplaceAll(w, "\n", " ")+"\n---\n", 1)
	}
	p.files[name] = &Change{name, before, []byte(text)}
	if path.Base(r.File) == "article.md" {
		if err := p.mediaTo(path.Dir(r.File), path.Dir(name)); err != nil {
			return err
		}
	}
	r.Outcome, r.File, r.Why = Unplaced, name, append(r.Why, why...)
	return nil
}

// mediaTo keeps the pictures of an article that is not placed beside it.
func (p *planner) mediaTo(from, to string) error {
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		rest, ok := strings.CutPrefix(name, from+"/media/")
		if !ok {
			continue
		}
		kept := path.Join(to, "media", rest)
		before, err := read(p.Root, kept)
		if err != nil {
			return err
		}
		p.files[kept] = &Change{kept, before, p.files[name].After}
		delete(p.files, name)
	}
	return nil
}

// forget takes back what is known of a record by this plan.
func (p *planner) forget(r Record) {
	key := [2]string{r.scope, r.origin}
	if old, ok := p.old[key]; ok {
		p.lock[key] = old
	} else {
		delete(p.lock, key)
	}
}

// waits is the file where a record waits that is not placed, and what it holds: the one
// where it waits already, else one of its name, with a number if another record waits there.
func (p *planner) waits(r Record) (name string, before []byte, err error) {
	all, err := p.unplaced(r)
	if err != nil {
		return "", nil, err
	}
	name, isThere := all[r.origin]
	if !isThere {
		id, ending, _ := strings.Cut(path.Base(r.File), ".")
		file := func(id string) string { return path.Join(unplacedFolder(r), id+"."+ending) }
		name = file(p.free(id, file))
	}
	p.taken[name] = true
	before, err = read(p.Root, name)
	return name, before, err
}

// unplacedFolder is where a record is kept that could not be placed.
func unplacedFolder(r Record) string {
	if r.scope == sourcesScope {
		return path.Join("content/sources", content.Unplaced)
	}
	return path.Join("content/briefings", r.scope, content.Unplaced)
}
