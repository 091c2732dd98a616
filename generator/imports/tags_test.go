package imports

import "testing"

func TestTagsThatAreTheSameMeanOneThing(t *testing.T) {
	for range 20 { // in whatever order a map gives them
		all, err := meanings(map[string]string{"Fact Check": "supported", "fact-check": "supported", "No": "contradicted"})
		if err != nil || len(all) != 2 || all["fact-check"] != "supported" || all["no"] != "contradicted" {
			t.Fatalf("%v, %v", all, err)
		}
		const want = `the tags "Fact Check" and "fact-check" are the same, and cannot mean both supported and disputed`
		if _, err := meanings(map[string]string{"fact-check": "disputed", "Fact Check": "supported"}); err == nil || err.Error() != want {
			t.Fatalf("%v, want %s", err, want)
		}
	}
}
