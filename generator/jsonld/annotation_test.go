package jsonld_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/jsonld"
)

// collection is the collection of the only briefing, decoded.
func collection(t *testing.T, changed map[string]string) (map[string]any, []any) {
	t.Helper()
	s := site(t, changed)
	var b bytes.Buffer
	jsonld.WriteAnnotations(&b, s, s.Briefings[0])
	all := decoded(t, b.Bytes()).(map[string]any)
	return all, all["first"].(map[string]any)["items"].([]any)
}

func TestAnnotationsAreAWebAnnotationCollection(t *testing.T) {
	all, items := collection(t, nil)
	const file = "https://x.example/briefings/b/annotations.jsonld"
	if all["id"] != file || all["type"] != "AnnotationCollection" || all["total"] != float64(len(items)) || len(items) != 4 {
		t.Errorf("%v", all)
	}
	want := decoded(t, []byte(`{
		"id": "`+file+`#check", "type": "Annotation", "motivation": "assessing", "creator": {"name": "Nora Kell"}, "modified": "2026-04-12T00:00:00Z",
		"rights": "https://creativecommons.org/licenses/by/4.0/",
		"body": [
			{"type": "TextualBody", "purpose": "classifying", "value": "contradicted"},
			{"type": "SpecificResource", "purpose": "linking", "source": "https://x.example/sources/talk.html"},
			{"type": "SpecificResource", "purpose": "linking", "source": "https://y.example/annex"}],
		"target": [{"type": "SpecificResource", "source": "https://x.example/briefings/b/", "state": {"type": "TimeState", "sourceDate": "2026-04-20T00:00:00Z"},
			"selector": [
				{"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3236", "value": "c-check"},
				{"type": "TextQuoteSelector", "exact": "No loan has terms", "suffix": ". Others say no. Words of Ada. U"},
				{"type": "TextPositionSelector", "start": 0, "end": 17}]}],
		"briefing:fields": {"kind": "check", "claim": "No loan has </script> terms.", "assessment": "contradicted", "confidence": "high", "because": "It is printed.",
			"supports": [{"source": "talk"}], "contradicts": [{"source": "annex", "at": "art. 7"}], "claimed_by": "ada", "checked": "2026-04-12"}}`))
	if diff := cmp.Diff(want, items[0]); diff != "" {
		t.Error(diff)
	}
}

// What only this format has stands under one key, as its editor wrote it.
func TestAnnotationsKeepTheirFrontMatter(t *testing.T) {
	_, items := collection(t, map[string]string{
		"briefings/b/annotations/said.md": "---\nquote: [Words of, Uzbekistan]\nexpert: ada\nsaid_in: talk p. 2\nwords: road\nstance: disagrees\nabout: check\ndiffers: An accent.\n" +
			"see: [open, gone, draft]\ncountries: [kz]\ndates: [2025, 2025-01/2025-03]\nby: nk\nchecked: 2026-01-01\nrecheck: 2027-01-01\ngist: In short.\nformerly: [old]\nweight: key\n" +
			"corrections: [{date: 2026-04-20, what: It was wrong., by: nk}]\nx_shelf: [A, B]\nx_own: one\n---\n«Été» & <b>.\n",
		"briefings/b/annotations/open.md": "---\nwhole: true\nassessment: unverified\nsearched: Everything.\nwould_change: A map.\nunseen: It is gone.\n" +
			"context: {source: annex, at: art. 7, note: See there., nature: primary}\nexperts:\n  - {qualifies: ada, said_to_us: 2026-02-03, note: On the phone.}\n---\n",
	})
	said, whole := items[2].(map[string]any), items[0].(map[string]any)
	want := decoded(t, []byte(`{"kind": "quote", "gist": "In short.", "weight": "key", "expert": "ada", "said_in": "talk p. 2", "words": "road", "stance": "disagrees", "about": "check",
		"differs": "An accent.", "countries": ["kz"], "dates": ["2025", "2025-01/2025-03"], "by": "nk", "checked": "2026-01-01", "recheck": "2027-01-01", "see": ["open"],
		"formerly": ["old"], "corrections": [{"date": "2026-04-20", "what": "It was wrong.", "by": "nk"}], "x_shelf": ["A", "B"], "x_own": "one"}`))
	if diff := cmp.Diff(want, said["briefing:fields"]); diff != "" {
		t.Error(diff)
	}
	if targets := said["target"].([]any); len(targets) != 2 || len(targets[0].(map[string]any)["selector"].([]any)) != 3 || len(targets[1].(map[string]any)["selector"].([]any)) != 2 {
		t.Errorf("targets %v", targets)
	}
	want = decoded(t, []byte(`{"kind": "check", "assessment": "unverified", "would_change": "A map.", "searched": "Everything.", "unseen": "It is gone.", "checked": "2026-04-12",
		"context": [{"source": "annex", "at": "art. 7", "note": "See there.", "nature": "primary"}],
		"experts": [{"qualifies": "ada", "said_to_us": "2026-02-03", "note": "On the phone."}]}`))
	if diff := cmp.Diff(want, whole["briefing:fields"]); diff != "" {
		t.Error(diff)
	}
	if whole["target"] != "https://x.example/briefings/b/" {
		t.Errorf("target %v", whole["target"])
	}
}

func TestAnnotationsAreWithoutWhatIsHeldBack(t *testing.T) {
	s := site(t, nil)
	var b bytes.Buffer
	jsonld.WriteAnnotations(&b, s, s.Briefings[0])
	for _, id := range []string{"#draft", "#gone"} {
		if strings.Contains(b.String(), id) {
			t.Errorf("%s is in the collection", id)
		}
	}
}

// Positions count characters of the text as the program reads it.
func TestPositionsCountCharacters(t *testing.T) {
	_, items := collection(t, map[string]string{"briefings/b/article.md": "---\ntitle: Who pays?\ndate: 2026-04-10\nstatus: published\n---\n«Été» 😀 *No loan*\nhas terms. Others say no. Words of Ada. Who asks?\n"})
	selectors := items[0].(map[string]any)["target"].([]any)[0].(map[string]any)["selector"].([]any)
	want := decoded(t, []byte(`[{"type": "TextQuoteSelector", "exact": "No loan\nhas terms", "prefix": "«Été» 😀 ", "suffix": ". Others say no. Words of Ada. W"},
		{"type": "TextPositionSelector", "start": 8, "end": 25}]`))
	if diff := cmp.Diff(want, any(selectors[1:])); diff != "" {
		t.Error(diff)
	}
}
