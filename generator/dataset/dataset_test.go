package dataset_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"briefing/generator/dataset"
	"briefing/generator/graph"
	"briefing/generator/pipeline"
)

// hostile is words that mean something in JSON, CSV or HTML.
const hostile = `a "quote", a ; and </script> 'x' = 1`

// files are a site with everything, some of which is held back.
var files = map[string]string{
	"site.yaml": "format: 1\ntitle: Pass Notes\nurl: https://x.example/\nlicense: CC-BY-4.0\neditors: {nk: {name: Nora Kell}}\ndefaults: {by: nk, checked: 2026-04-12}\n",
	"sources/annex.md": "---\ntitle: '" + strings.ReplaceAll(hostile, "'", "''") + "'\ntype: treaty\nauthors: [Ministry, ada]\nurl: https://y.example/annex\ndate: 2025-11-02/2026-01\n" +
		"extracts: [{at: art. 7, words: Les prêts, lang: fr, translation: The loans}]\nretracted: {reason: It was forged.}\nx_shelf: [A 3]\n---\nA leaked copy.\n",
	"sources/talk.md":   "---\ntitle: A talk\ntype: speech\nbased_on: annex\ndate: 2026-01\n---\n",
	"sources/secret.md": "---\ntitle: Hushhush source\ntype: web\n---\n",
	"experts/ada.md": "---\nname: Ada Lane\naffiliations: [{organisation: Hill University, role: professor, from: 2011, country: kz, source: talk p. 2}]\n" +
		"disclosures: [{what: Advised a bank, source: talk}]\n---\n",
	"countries/kz.md": "---\nfacts: [{date: 2014, what: A road opened., sources: [talk]}]\n---\nA country.\n",
	"briefings/b/article.md": "---\ntitle: Who pays?\ndate: 2026-04-10\nstatus: published\nauthors: [nk]\ncountries: [kz]\ntopics: [roads]\nfindings: [Nobody pays. [check]]\n" +
		"corrections: [{date: 2026-04-20, what: The year was wrong.}]\nevents: [{date: 2026, what: A drill., countries: [kz]}]\n---\n«No» loan has terms. Words of Ada. Uzbekistan waits. Who asks?\n",
	"briefings/b/annotations/check.md": "---\nquote: loan has terms\nassessment: contradicted\nconfidence: high\nbecause: It is printed.\nweight: key\n" +
		"contradicts: {source: annex, at: art. 7, note: See there., nature: primary}\nsupports: talk\nclaimed_by: ada\nexperts: [{disagrees: ada, said_in: annex art. 7, words: prêts}]\ndates: [2025]\n" +
		"corrections: [{date: 2026-04-21, what: It is contradicted., from: supported, to: contradicted}]\n---\nThe *annex* says so.\n",
	"briefings/b/annotations/said.md":  "---\nquote: Words of Ada\nexpert: ada\nsaid_in: talk\nabout: check\nsee: [asked, draft]\n---\n",
	"briefings/b/annotations/asked.md": "---\nquote: Who asks?\nkind: question\nasked: 2026-02-01\n---\nNobody knows.\n",
	"briefings/b/annotations/gone.md":  "---\nquote: Uzbekistan waits\nstatus: withdrawn\nwithdrawn_because: It was wrong.\n---\nHushhush text.\n",
	"briefings/b/annotations/draft.md": "---\nquote: Uzbekistan waits\nstatus: draft\nassessment: supported\nsupports: secret\n---\nHushhush note.\n",
	"briefings/c/article.md":           "---\ntitle: Hushhush briefing\ndate: 2026-04-10\nstatus: published\nembargo: 2300-01-01T06:00+02:00\n---\nWords.\n",
}

func site(t *testing.T) *graph.Site {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	s, _ := pipeline.Connect(pipeline.Input{Root: fsys, Now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)})
	return s
}

// written are the files by their paths.
func written(t *testing.T, s *graph.Site) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, f := range dataset.Files(s) {
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
		all[f.Path] = b.Bytes()
	}
	return all
}

// The files of a small site with everything, and those of the repository's own one,
// are what their schemas say.
func TestFilesFollowTheirSchemas(t *testing.T) {
	own, _ := pipeline.Connect(pipeline.Input{Root: os.DirFS("../.."), Now: time.Unix(1<<40, 0)})
	for _, s := range []*graph.Site{site(t), own} {
		all := written(t, s)
		compiler := jsonschema.NewCompiler()
		for name, text := range all {
			if strings.HasSuffix(name, ".schema.json") {
				if err := compiler.AddResource("https://x.example/"+name, decoded(t, text)); err != nil {
					t.Fatal(err)
				}
			}
		}
		checked := 0
		for name, text := range all {
			if path.Ext(name) != ".json" || strings.HasSuffix(name, ".schema.json") {
				continue
			}
			value := decoded(t, text)
			named, _ := value.(map[string]any)["$schema"].(string)
			schema, err := compiler.Compile("https://x.example/" + path.Join(path.Dir(name), named))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if err := schema.Validate(value); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			checked++
		}
		if checked < 8 {
			t.Errorf("%d files have a schema", checked)
		}
	}
}

func decoded(t *testing.T, text []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// Schemas accept fields that they do not know, so this is what keeps files and types
// together.
func TestFilesHoldNoFieldThatIsNotDeclared(t *testing.T) {
	all := written(t, site(t))
	for name, into := range map[string]any{
		"index.json": &dataset.Index{}, "briefings.json": &dataset.BriefingList{}, "briefings/b.json": &dataset.BriefingFile{}, "claims.json": &dataset.ClaimList{},
		"sources.json": &dataset.SourceList{}, "experts.json": &dataset.ExpertList{}, "countries.json": &dataset.CountryList{}, "corrections.json": &dataset.CorrectionList{},
	} {
		decoder := json.NewDecoder(bytes.NewReader(all["data/v1/"+name]))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(into); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatIsHeldBackIsInNoFile(t *testing.T) {
	for name, text := range written(t, site(t)) {
		for _, secret := range []string{"Hushhush", "secret", "b/draft", `"draft"`} {
			if strings.Contains(string(text), secret) && !strings.HasSuffix(name, ".schema.json") {
				t.Errorf("%s holds %q:\n%s", name, secret, text)
			}
		}
	}
}

func TestAnnotationsKeepWhatTheirEditorsWrote(t *testing.T) {
	var got dataset.BriefingFile
	if err := json.Unmarshal(written(t, site(t))["data/v1/briefings/b.json"], &got); err != nil {
		t.Fatal(err)
	}
	ada := dataset.Party{Name: "Ada Lane", Expert: "ada"}
	words := dataset.Extract{Place: "art. 7", Words: "Les prêts", Language: "fr", Translation: "The loans"}
	want := dataset.Annotation{
		ID: "check", Path: "briefings/b/check.html", N: 1, Kind: "check", Status: "published", Claim: "loan has terms", ClaimedBy: &ada,
		Passages:   []dataset.Passage{{Words: "loan has terms", Start: 5, Stop: 19}}, // characters, not bytes
		Assessment: "contradicted", Confidence: "high", Because: "It is printed.", Key: true, Text: "The annex says so.", By: "Nora Kell", Checked: "2026-04-12", Dates: []dataset.Date{"2025"},
		Evidence: []dataset.Evidence{{Stance: "supports", Source: "talk", Nature: "secondary"},
			{Stance: "contradicts", Source: "annex", Place: "art. 7", Nature: "primary", Note: "See there.", Extracts: []dataset.Extract{words}}},
		Experts:     []dataset.Statement{{Person: ada, Stance: "disagrees", Source: "annex", Place: "art. 7", Said: "2025-11-02", Organisation: "Hill University", Role: "professor", Country: "kz", Words: "prêts", Extract: &words}},
		Corrections: []dataset.Correction{{Date: "2026-04-21", What: "It is contradicted.", From: "supported", To: "contradicted"}},
	}
	if diff := cmp.Diff(want, got.Notes[0]); diff != "" {
		t.Error(diff)
	}
	for _, a := range got.Notes {
		for _, p := range a.Passages {
			if text := string([]rune(got.Text)[p.Start:p.Stop]); text != p.Words {
				t.Errorf("%s: %q stands where %q should", a.ID, text, p.Words)
			}
		}
	}
}

func TestTablesCanBeReadBack(t *testing.T) {
	all := written(t, site(t))
	for name, want := range map[string][]string{
		"claims":     {"b/check", "briefings/b/check.html", "loan has terms", "Ada Lane", "contradicted", "high", "true", "Nora Kell", "2026-04-12", "", "", "1", "1", "1", "1"},
		"evidence":   {"b/check", "supports", "talk", "", "secondary", "", ""},
		"statements": {"b/check", "Ada Lane", "ada", "disagrees", "annex", "art. 7", "2025-11-02", "Hill University", "professor", "kz", "prêts"},
		"sources": {"annex", "sources/annex.html", hostile, "treaty", "Ministry; Ada Lane", "", "", "2025-11-02/2026-01", "https://y.example/annex", "", "", "secondary", "open", "",
			"", "", "b/check"},
	} {
		rows, err := csv.NewReader(bytes.NewReader(all["data/v1/"+name+".csv"])).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatalf("%s: %d rows, %v", name, len(rows), err)
		}
		if diff := cmp.Diff(want, rows[1]); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestTheSameSiteMakesTheSameBytes(t *testing.T) {
	first, second := written(t, site(t)), written(t, site(t))
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff)
	}
}
