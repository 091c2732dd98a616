package check_test

import (
	"strings"
	"testing"

	"briefing/generator/check"
)

// Every rule says what is wrong, why it matters and what to do, and shows it.
func TestEveryRuleIsExplained(t *testing.T) {
	seen := map[string]string{}
	for _, r := range check.Rules {
		for what, text := range map[string]string{"title": r.Title, "reason": r.Doc, "advice": r.Fix} {
			if len(strings.Fields(text)) < 3 {
				t.Errorf("%s: the %s says too little: %q", r.Code, what, text)
			}
		}
		if !strings.HasSuffix(r.Doc, ".") || !strings.HasSuffix(strings.TrimRight(r.Fix, "]"), ".") && !strings.Contains(r.Fix, ": ") {
			t.Errorf("%s: reason and advice are sentences: %q, %q", r.Code, r.Doc, r.Fix)
		}
		if r.Bad == "" || r.Good == "" || r.Bad == r.Good {
			t.Errorf("%s: it has no bad and good example", r.Code)
		}
		if other := seen[r.Title]; other != "" {
			t.Errorf("%s and %s have one title", r.Code, other)
		}
		seen[r.Title] = r.Code
	}
}
