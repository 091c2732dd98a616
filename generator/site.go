package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"time"

	"briefing/generator/compress"
	"briefing/generator/database"
	"briefing/generator/dataset"
	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/host"
	"briefing/generator/pipeline"
	"briefing/generator/publish"
	"briefing/generator/render"
)

// site is a site that is about to be published.
type site struct {
	in       pipeline.Input
	out      *pipeline.Output
	warnings int // findings of that severity; they hold too much of the files to be kept
	files    []publish.File
	forms    []compress.Form // of copies among the files
	began    time.Time
}

// makeSite makes the site of the content, prints what is wrong with it, and adds
// the files that the flags ask for. If there are errors it fails with errContent.
func (p *program) makeSite(flags siteFlags, drafts bool) (*site, error) {
	in, err := p.input()
	if err != nil {
		return nil, err
	}
	in.Drafts, in.ReleaseText = drafts, true
	if in.Now, err = moment(flags.Now); err != nil {
		return nil, err
	}
	p.tuneMemory()
	s := &site{in: in, began: time.Now()}
	var found diag.List
	if s.out, found, err = pipeline.Build(in); err != nil {
		return nil, err
	}
	s.warnings = found.Warnings()
	if err := p.report(found, false); err != nil {
		fmt.Fprintln(p.stderr, "nothing was written")
		return nil, err
	}
	s.out.Site.Library.Forget()
	s.files = files(s.out.Pages)
	return s, s.add(flags)
}

// add adds the files that the flags ask for.
func (s *site) add(flags siteFlags) error {
	if flags.SQLite {
		s.files = append(s.files, databaseOf(s.out.Site))
	}
	if flags.HostFiles {
		texts, err := hosted(s.out.Site).Files()
		if err != nil {
			return err
		}
		for _, name := range slices.Sorted(maps.Keys(texts)) {
			s.files = append(s.files, publish.File{Path: name, Content: func(b *bytes.Buffer) error { b.WriteString(texts[name]); return nil }})
		}
	}
	if len(flags.Compress) > 0 {
		for _, form := range slices.Compact(slices.Sorted(slices.Values(flags.Compress))) {
			s.forms = append(s.forms, compress.Form(form))
		}
		s.files = compress.Beside(s.files, s.forms, compress.Keep(s.in.Keep))
	}
	return nil
}

// databaseOf is everything on a site as a database.
func databaseOf(g *graph.Site) publish.File {
	return publish.File{Path: database.Path, Content: func(b *bytes.Buffer) error {
		text, err := database.Bytes(dataset.All(g))
		b.Write(text)
		return err
	}}
}

// hosted is what a host is told about a site.
func hosted(g *graph.Site) host.Site {
	s := host.Site{URL: g.Settings.URL}
	for _, r := range g.Redirects {
		s.Redirects = append(s.Redirects, host.Redirect{From: r.Path, To: r.To})
	}
	return s
}

// only leaves the files of one shard; of no shard, all.
func (s *site) only(shard string) error {
	if shard == "" {
		return nil
	}
	part, err := publish.ParseShard(shard)
	if err != nil {
		return err
	}
	origin, err := s.origin()
	if err != nil {
		return err
	}
	s.files = part.Part(s.files, origin, "search/")
	return nil
}

// origin is a hash of the program and of every file that the site is made of.
func (s *site) origin() (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, version())
	for _, root := range []fs.FS{folder(s.in.Root, "content"), s.in.Templates, s.in.Static} {
		err := fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			text, err := fs.ReadFile(root, name)
			fmt.Fprintf(sum, "%s %d\n", name, len(text))
			sum.Write(text)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// fault prints what is wrong if it is an author's, which shows while files are
// made: a mistake in a template.
func (p *program) fault(s *site, err error) error {
	if d, isTemplate := render.Fault(s.in.Templates, err); isTemplate {
		return errors.Join(p.report(diag.List{d}, false), errContent)
	}
	return err
}
