package render_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefing/generator/pipeline"
	"briefing/static"
	"briefing/templates"
)

// held is a site in which everything that may not be seen says so.
func held() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"site.yaml":           "format: 1\ntitle: T\nurl: https://x.example/\ncards: off\neditors: {nk: {name: Nora Kell}}\ndefaults: {by: nk, checked: 2026-04-12}\n",
		"sources/talk.md":     "---\ntitle: A talk\ntype: speech\ndate: 2026\n---\n",
		"sources/hushhush.md": "---\ntitle: Hushhush source\ntype: web\nauthors: [hushhush]\n---\n",
		"experts/ada.md":      "---\nname: Ada Lane\n---\n",
		"experts/hushhush.md": "---\nname: Hushhush Person\n---\n",
		"briefings/b/article.md": "---\ntitle: Who pays?\ndate: 2026-04-10\nstatus: published\nauthors: [nk]\nfindings: ['Nobody pays. [check, hushhush]']\n---\n" +
			"No loan has terms. Words of Ada. Uzbekistan waits.\n",
		"briefings/b/annotations/check.md":    "---\nquote: No loan has terms\nassessment: supported\nsupports: talk\nsee: [hushhush, b/hushhush, hushhush/a]\n---\nText.\n",
		"briefings/b/annotations/said.md":     "---\nquote: Words of Ada\nexpert: ada\nsaid_in: talk\nabout: hushhush\n---\n",
		"briefings/b/annotations/hushhush.md": "---\nquote: Uzbekistan waits\nstatus: draft\nassessment: contradicted\ncontradicts: hushhush\nclaimed_by: hushhush\nclaim: Hushhush claim.\n---\nHushhush text.\n",
		"briefings/hushhush/article.md": "---\ntitle: Hushhush briefing\ndate: 2026-04-10\nstatus: published\nembargo: 2026-06-01T06:00+02:00\ntopics: [hushhush]\ncountries: [aq]\n" +
			"corrections: [{date: 2026-04-11, what: Hushhush correction.}]\nevents: [{date: 2026, what: Hushhush event., sources: [talk]}]\n---\nAntarctica and Ada Lane.\n",
		"briefings/hushhush/annotations/a.md":   "---\nquote: Antarctica\nexpert: ada\nsaid_in: talk\ncountries: [aq]\n---\n",
		"briefings/hushhush/media/map.png":      "Hushhush picture",
		"briefings/hush-draft/article.md":       "---\ntitle: Hushhush draft\ndate: 2026-04-10\n---\nWords of Ada Lane.\n",
		"briefings/hush-draft/annotations/a.md": "---\nquote: Words of Ada Lane\nassessment: supported\nsupports: talk\nclaimed_by: ada\n---\n",
	} {
		files["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// What is a draft or under embargo is in no file of a site, whatever the file is for.
func TestWhatIsHeldBackIsInNoFile(t *testing.T) {
	out, _, err := pipeline.Build(pipeline.Input{
		Root: held(), Now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Templates: templates.FS, Static: pipeline.Overlay{Over: fstest.MapFS{}, Under: static.FS},
	})
	if err != nil {
		t.Fatal(err)
	}
	forms := map[string]int{}
	for _, p := range out.Pages {
		var b bytes.Buffer
		if err := p.Render(&b); err != nil {
			t.Fatalf("%s: %v", p.Path, err)
		}
		text := strings.ToLower(b.String())
		for _, secret := range []string{"hush", "antarctica", "/aq."} {
			if strings.Contains(text, secret) || strings.Contains(p.Path, secret) {
				t.Errorf("%s holds %q", p.Path, secret)
			}
		}
		forms[p.Path[strings.LastIndexByte(p.Path, '.'):]]++
	}
	for _, form := range []string{".html", ".json", ".jsonld", ".csv", ".xml", ".bib", ".ris", ".txt"} {
		if forms[form] == 0 {
			t.Errorf("there is no file %s", form)
		}
	}
}
