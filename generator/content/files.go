package content

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/mozillazg/go-unidecode"

	"briefing/generator/anchor"
	"briefing/generator/diag"
	"briefing/generator/parallel"
)

const siteName = "content/site.yaml"

// kind is what a file below content/ is, by its place.
type kind int

const (
	siteFile kind = iota
	articleFile
	annotationFile
	mediaFile
	sourceFile
	expertFile
	countryFile
	pageFile
)

// file is one file of content/.
type file struct {
	name     string // from the root of the file system
	kind     kind
	id       string
	briefing string // ID of the briefing it belongs to; empty for the registers
	size     int64  // of a media file, in bytes
}

// published returns the path of a media file on the site.
func (f file) published() string { return strings.TrimPrefix(f.name, "content/") }

// registers are the folders that hold one kind of file each.
var registers = map[string]kind{
	"sources": sourceFile, "experts": expertFile, "countries": countryFile, "pages": pageFile,
}

// finder collects the files of content/ and what is wrong with their names.
type finder struct {
	fsys  fs.FS
	files []file
	names map[string]string // by their lower case
	waits map[string]bool   // folders of imports, by their names
	list  diag.List
}

// find lists what is to be read: sorted by name, except that an article comes
// before its annotations.
func find(fsys fs.FS) ([]file, diag.List) {
	f := &finder{fsys: fsys, waits: map[string]bool{}}
	for _, e := range f.dir("content") {
		name := "content/" + e.Name()
		switch k, isRegister := registers[e.Name()]; {
		case e.Name() == "site.yaml":
			f.files = append(f.files, file{name: name, kind: siteFile})
		case isRegister && e.IsDir():
			f.register(name, k, "")
		case e.Name() == "briefings" && e.IsDir():
			f.briefings(name)
		case e.IsDir():
			f.misplaced(name, e.Name(), "briefings", "sources", "experts", "countries", "pages")
			f.astray(name)
		case e.Name() != "README.md" && slices.Contains([]string{".md", ".yaml", ".yml"}, path.Ext(e.Name())):
			f.misplaced(name, e.Name(), "site.yaml")
		}
	}
	if len(f.files) == 0 || !slices.ContainsFunc(f.files, func(f file) bool { return f.kind == siteFile }) {
		f.list = append(f.list, (&diag.File{Name: siteName}).Error("site-missing", 0, 0, "there is no %s", siteName).
			WithHint("make a new site with: briefing new site").WithPaste("format: 1\ntitle: …"))
	}
	return f.files, f.list
}

// dir lists a folder; names that begin with . or _ are not content.
func (f *finder) dir(name string) []fs.DirEntry {
	entries, err := fs.ReadDir(f.fsys, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		f.report((&diag.File{Name: name}).Error("file-unreadable", 0, 0, "%s cannot be read: %s", name, reason(err)))
	}
	if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == Unplaced && e.IsDir() }) {
		f.waiting(name + "/" + Unplaced)
	}
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "_")
	})
}

// register lists a folder of Markdown files of one kind.
func (f *finder) register(dir string, k kind, briefing string) {
	for _, e := range f.dir(dir) {
		name := dir + "/" + e.Name()
		id, isMarkdown := strings.CutSuffix(e.Name(), ".md")
		switch {
		case e.IsDir() || !isMarkdown:
			f.report((&diag.File{Name: name}).Warning("file-ignored", 0, 0, "%s is not read", name).
				WithHint("only Markdown files (.md) belong in %s/", dir))
		case e.Name() == "README.md":
		case f.goodID(name, id):
			f.portable(name)
			f.files = append(f.files, file{name: name, kind: k, id: id, briefing: briefing})
		}
	}
}

func (f *finder) briefings(dir string) {
	for _, e := range f.dir(dir) {
		name := dir + "/" + e.Name()
		if !e.IsDir() {
			if e.Name() != "README.md" {
				f.report((&diag.File{Name: name}).Warning("file-ignored", 0, 0, "%s is not read", name).
					WithHint("a briefing is a folder: content/briefings/<id>/article.md"))
			}
			continue
		}
		if f.goodID(name, e.Name()) {
			f.briefing(name, e.Name())
		}
	}
}

func (f *finder) briefing(dir, id string) {
	entries := f.dir(dir)
	if len(entries) == 0 && f.waits[dir+"/"+Unplaced] {
		return // an article that waits, too
	}
	if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == "article.md" }) {
		d := (&diag.File{Name: dir + "/article.md"}).Error("article-missing", 0, 0, "briefing %q has no article.md", id).
			WithHint("every folder in content/briefings/ holds an article.md")
		for _, e := range f.dir(dir) {
			if near, ok := anchor.Suggest(strings.ToLower(e.Name()), []string{"article.md"}); ok && !e.IsDir() {
				d = d.WithHint("rename %s to %s", e.Name(), near)
			}
		}
		f.report(d)
		return
	}
	f.files = append(f.files, file{name: dir + "/article.md", kind: articleFile, id: id, briefing: id})
	for _, e := range entries {
		switch name := dir + "/" + e.Name(); {
		case e.Name() == "article.md" || e.Name() == "README.md":
		case e.Name() == "annotations" && e.IsDir():
			f.register(name, annotationFile, id)
		case e.Name() == "media" && e.IsDir():
			f.media(name, id)
		default:
			f.misplaced(name, e.Name(), "annotations", "media", "article.md")
		}
	}
}

func (f *finder) media(dir, briefing string) {
	for _, e := range f.dir(dir) {
		name := dir + "/" + e.Name()
		if e.IsDir() {
			f.media(name, briefing)
			continue
		}
		f.portable(name)
		f.files = append(f.files, file{name: name, kind: mediaFile, briefing: briefing, size: size(e)})
	}
}

// size is that of a file in bytes; 0 if the machine does not say it.
func size(e fs.DirEntry) int64 {
	info, err := e.Info()
	if err != nil {
		return 0
	}
	return info.Size()
}

func (f *finder) misplaced(name, base string, known ...string) {
	d := (&diag.File{Name: name}).Warning("file-ignored", 0, 0, "%s is not read", name)
	if near, ok := anchor.Suggest(base, known); ok {
		d = d.WithHint("did you mean %q?", near)
	} else if id, isMarkdown := strings.CutSuffix(base, ".md"); isMarkdown && slices.Contains(known, "annotations") {
		d = d.WithHint("move it to %s", path.Dir(name)+"/annotations/"+Slug(id)+".md")
	}
	f.report(d)
}

func (f *finder) report(d diag.Diagnostic) { f.list = append(f.list, d) }

// goodForm is the form of an ID: it is a file name and a part of an address.
var goodForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// longestID is the greatest number of characters of an ID.
const longestID = 80

// IsID reports whether s may be the ID of a file.
func IsID(s string) bool { return len(s) <= longestID && goodForm.MatchString(s) }

func (f *finder) goodID(name, id string) bool {
	if IsID(id) {
		return true
	}
	f.report((&diag.File{Name: name}).Error("id-form", 0, 0, "%q cannot be an id", id).
		WithHint("lower-case letters a-z, digits and single hyphens, at most %d characters; for instance %q", longestID, Slug(id)))
	return false
}

// Slug makes an ID of any words: those of other scripts are written with Latin letters.
// It is "untitled" if nothing of them can be used.
func Slug(words string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(unidecode.Unidecode(words)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() == longestID {
			break
		}
	}
	if id := strings.Trim(b.String(), "-"); id != "" {
		return id
	}
	return "untitled"
}

// readAll reads the files with one worker per processor. Results stand at the
// index of their file, so their order does not depend on the workers. done, which may be
// nil, is told of each file that was read.
func readAll(fsys fs.FS, files []file, done func(*diag.File)) ([]any, diag.List) {
	read, faults := make([]any, len(files)), make([]diag.List, len(files))
	parallel.Each(len(files), func(i int) {
		if files[i].kind == mediaFile {
			return
		}
		bytes, err := fs.ReadFile(fsys, files[i].name)
		text := &diag.File{Name: files[i].name, Bytes: bytes}
		if read[i], faults[i] = parse(files[i], text, err); err == nil && done != nil {
			done(text)
		}
	})
	return read, slices.Concat(faults...)
}

// parse turns what was read of a file into a value; err is that of reading it.
func parse(f file, text *diag.File, err error) (any, diag.List) {
	r := &reader{file: text, id: f.id, briefing: f.briefing}
	if err != nil {
		r.error("file-unreadable", At{}, "%s cannot be read: %s", path.Base(f.name), reason(err))
	}
	value := parsers[f.kind](r)
	return value, few(r.list)
}

// mostOfACode is the greatest number of findings of one code that are reported of
// a file. Whoever must mend so many sees enough.
const mostOfACode = 100

// few leaves out what follows the first findings of a code.
func few(list diag.List) diag.List {
	if len(list) <= mostOfACode {
		return list
	}
	seen := map[string]int{}
	return slices.DeleteFunc(list, func(d diag.Diagnostic) bool {
		seen[d.Code]++
		return seen[d.Code] > mostOfACode
	})
}

// reason is why a file could not be read, without its name.
func reason(err error) string {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// parsers turn the bytes of a file into a value of its kind, never nil.
var parsers = map[kind]func(*reader) any{
	siteFile:       func(r *reader) any { return r.site() },
	articleFile:    func(r *reader) any { return r.article() },
	annotationFile: func(r *reader) any { return r.annotation() },
	sourceFile:     func(r *reader) any { return r.source() },
	expertFile:     func(r *reader) any { return r.expert() },
	countryFile:    func(r *reader) any { return r.country() },
	pageFile:       func(r *reader) any { return r.page() },
}
