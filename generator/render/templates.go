package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"briefing/generator/content"
	"briefing/generator/diag"
)

// parse reads every template of a file system. Its name is its path.
func parse(fsys fs.FS) (*template.Template, diag.List) {
	set := template.New("")
	var list diag.List
	files := map[string]*diag.File{}
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".html") {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		files[name] = diag.NewFile("templates/"+name, text)
		if _, err := set.New(name).Parse(string(text)); err != nil {
			list = append(list, templateFault(files[name], err))
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		list = append(list, (&diag.File{Name: "templates"}).Error("template-unreadable", 0, 0, "the templates cannot be read: %s", err))
	}
	return set, append(list, incomplete(set, files)...)
}

// incomplete reports templates that are missing, and those that nothing uses:
// a misspelt override would otherwise do nothing, silently.
func incomplete(set *template.Template, files map[string]*diag.File) diag.List {
	var list diag.List
	used := map[string]bool{redirectTemplate: true, rowTemplate: true, mastheadTemplate: true, footTemplate: true}
	for kind := range views {
		used[string(kind)+".html"] = true
	}
	for name := range used {
		if files[name] == nil {
			list = append(list, (&diag.File{Name: "templates/" + name}).Error("template-missing", 0, 0, "there is no template %s", name))
		}
	}
	for _, f := range files {
		for _, m := range inclusion.FindAllSubmatch(f.Text(), -1) {
			used[string(m[1])] = true
		}
	}
	for name, f := range files {
		if !used[name] {
			list = append(list, f.Warning("template-unused", 0, 0, "nothing includes the template %s", name).
				WithHint("the names of the templates are listed in templates/README.md"))
		}
	}
	list.Sort()
	return list
}

var (
	inclusion = regexp.MustCompile(`{{-?\s*template\s+"([^"]+)"`)
	position  = regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: (.*)`)
)

// templateFault turns an error of html/template into a finding.
func templateFault(f *diag.File, err error) diag.Diagnostic {
	m := position.FindStringSubmatch(err.Error())
	if m == nil {
		return f.Error("template", 0, 0, "%s", err)
	}
	line, _ := strconv.Atoi(m[2])
	column, _ := strconv.Atoi(m[3])
	at := f.Offset(line, column+1)
	return f.Error("template", at, at, "%s", m[4])
}

// Fault returns the [TemplateError] that an error of [Page.Render] holds as a
// finding; ok is false if it holds none. The file system is the one given to
// [New].
func Fault(templates fs.FS, err error) (d diag.Diagnostic, ok bool) {
	var fault *TemplateError
	if !errors.As(err, &fault) {
		return diag.Diagnostic{}, false
	}
	name := "home.html"
	if m := position.FindStringSubmatch(fault.err.Error()); m != nil {
		name = m[1]
	}
	text, _ := fs.ReadFile(templates, name) // without its text the finding has no excerpt
	return templateFault(diag.NewFile("templates/"+name, text), fault.err), true
}

// sheetName is where the style sheet is published.
const sheetName = "css/site.css"

// layers is the order of the cascade, whatever the order of the files.
const layers = "@layer tokens, base, layout, component, print;\n"

// sheet joins the style sheets of css/ in the order of their names, so that a
// page asks for one file. What the site says about its look comes last.
func sheet(static fs.FS, theme content.Theme) []byte {
	names, _ := fs.Glob(static, "css/*.css")
	slices.Sort(names)
	b := bytes.NewBufferString(layers)
	for _, name := range names {
		if name == sheetName {
			continue
		}
		text, _ := fs.ReadFile(static, name)
		b.Write(text)
	}
	if len(theme) > 0 {
		b.WriteString("@layer tokens {\n\t:root {\n")
		for _, p := range theme {
			fmt.Fprintf(b, "\t\t--%s: %s;\n", p.Name, p.Value)
		}
		b.WriteString("\t}\n}\n")
	}
	return short(sheetName, b.Bytes())
}

// Static lists the files that are published beside the pages: everything of
// static, with the style sheets joined into one.
func Static(static fs.FS, theme content.Theme) ([]Page, error) {
	pages := []Page{{sheetName, func(b *bytes.Buffer) error {
		_, err := b.Write(sheet(static, theme))
		return err
	}}}
	err := fs.WalkDir(static, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(name, "css/") && strings.HasSuffix(name, ".css") {
			return err
		}
		pages = append(pages, Page{name, func(b *bytes.Buffer) error {
			text, err := published(static, name)
			b.Write(text)
			return err
		}})
		return nil
	})
	return pages, err
}

// versioned is the address of a static file, from the root.
func versioned(static fs.FS, name string) string {
	text, _ := published(static, name) // a file that is missing is a link that leads nowhere
	return name + "?v=" + hash(text)
}

// hash is short, since it only tells versions of one file apart.
func hash(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:5])
}
