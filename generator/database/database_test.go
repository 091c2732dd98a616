package database_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/database"
	"briefing/generator/dataset"
	"briefing/generator/pipeline"
)

var files = map[string]string{
	"site.yaml":        "format: 1\ntitle: Pass 'Notes'\neditors: {nk: {name: Nora Kell}}\ndefaults: {by: nk, checked: 2026-04-12}\n",
	"sources/annex.md": "---\ntitle: Loan annex\ntype: treaty\nauthors: [ada]\nextracts: [{at: art. 7, words: Les prêts}]\nretracted: {reason: Forged.}\n---\n",
	"sources/talk.md":  "---\ntitle: A talk\ntype: speech\nbased_on: annex\ndate: 2026-01\n---\n",
	"experts/ada.md": "---\nname: Ada Lane\nfield: [roads]\naffiliations: [{organisation: Hill University, from: 2011, country: kz, source: talk p. 2}]\n" +
		"disclosures: [{what: Advised a bank, source: talk}]\n---\n",
	"countries/kz.md": "---\nfacts: [{date: 2014, what: A road opened., sources: [talk], countries: [kg]}]\n---\n",
	"briefings/b/article.md": "---\ntitle: Who pays?\ndate: 2026-04-10\nstatus: published\nauthors: [nk]\ncountries: [kz]\ntopics: [roads]\n" +
		"corrections: [{date: 2026-04-20, what: The year was wrong.}]\nevents: [{date: 2026, what: A drill., countries: [kz, kg]}]\n---\nWords of Ada. No loan has terms in Uzbekistan.\n",
	"briefings/b/annotations/check.md": "---\nquote: loan has terms\nassessment: contradicted\ncontradicts: annex art. 7\nsupports: talk\nclaimed_by: ada\nexperts: [{disagrees: ada, said_in: annex art. 7}]\n" +
		"dates: [2025]\ncountries: [kz]\n---\n",
	"briefings/b/annotations/said.md": "---\nquote: Words of Ada\nexpert: ada\nsaid_in: talk\nabout: check\nsee: [check]\n---\n",
	"briefings/b/annotations/gone.md": "---\nquote: Uzbekistan\nstatus: withdrawn\nwithdrawn_because: It was wrong.\n---\n",
}

// open writes the database of a site to a file and opens it.
func open(t *testing.T, in pipeline.Input) *sql.DB {
	t.Helper()
	site, _ := pipeline.Connect(in)
	text, err := database.Bytes(dataset.All(site))
	if err != nil {
		t.Fatal(err)
	}
	again, err := database.Bytes(dataset.All(site))
	if err != nil || !bytes.Equal(text, again) {
		t.Errorf("the same site makes other bytes, %v", err)
	}
	name := filepath.Join(t.TempDir(), "site.sqlite")
	if err := os.WriteFile(name, text, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+name+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// all returns the rows of a query, each joined by "|".
func all(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var row sql.NullString
		if err := rows.Scan(&row); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		list = append(list, row.String)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestDatabaseAnswersQuestions(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	db := open(t, pipeline.Input{Root: fsys, Now: time.Unix(1<<40, 0)})
	for query, want := range map[string][]string{
		`PRAGMA integrity_check`:                        {"ok"},
		`SELECT count(*) FROM pragma_foreign_key_check`: {"0"},
		`SELECT title FROM site WHERE url IS NULL`:      {"Pass 'Notes'"},
		`SELECT a.claim || '|' || s.title || '|' || x.words FROM annotations a JOIN evidence e ON e.annotation = a.id JOIN sources s ON s.id = e.source
			JOIN extracts x ON x.source = s.id AND x.place = e.place WHERE e.stance = 'contradicts'`: {"loan has terms|Loan annex|Les prêts"},
		`SELECT is_quote || '|' || annotation || '|' || coalesce(stance, '-') || '|' || coalesce(words, '-') FROM statements WHERE expert = 'ada' ORDER BY 1`: {"0|b/check|disagrees|Les prêts", "1|b/said|-|-"},
		`SELECT about || '|' || drift FROM annotations WHERE kind = 'quote'`:                                                                                  {"b/check|cannot-check"},
		`SELECT other FROM annotation_see`:                                           {"b/check"},
		`SELECT status || '|' || withdrawn_because FROM annotations WHERE n IS NULL`: {"withdrawn|It was wrong."},
		`SELECT substr(b.text, p.start + 1, p.stop - p.start) FROM passages p JOIN annotations a ON a.id = p.annotation JOIN briefings b ON b.id = a.briefing ORDER BY a.n`: {"Words of Ada", "loan has terms"},
		`SELECT e.what || '|' || group_concat(c.country, ' ') FROM events e JOIN event_countries c ON c.event = e.id GROUP BY e.id ORDER BY e.id`:                           {"A drill.|kz kg", "A road opened.|kz kg"},
		`SELECT origin FROM source_origins`:                                        {"annex"},
		`SELECT organisation || '|' || country || '|' || source FROM affiliations`: {"Hill University|kz|talk"},
		`SELECT what FROM corrections`:                                             {"The year was wrong."},
		`SELECT country || '|' || times FROM mentions WHERE country IS NOT NULL`:   {"uz|1"},
	} {
		if diff := cmp.Diff(want, all(t, db, query)); diff != "" {
			t.Errorf("%s:\n%s", query, diff)
		}
	}
}

func TestTheRepositorysOwnSiteFits(t *testing.T) {
	db := open(t, pipeline.Input{Root: os.DirFS("../.."), Now: time.Unix(1<<40, 0)})
	for query, want := range map[string]string{
		`PRAGMA integrity_check`: "ok", `SELECT count(*) FROM pragma_foreign_key_check`: "0", `SELECT count(*) > 50 FROM annotations`: "1",
	} {
		if got := all(t, db, query); got[0] != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
}
