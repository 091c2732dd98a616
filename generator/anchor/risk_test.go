package anchor

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestSafeSeesNumbersNamesAndNegations(t *testing.T) {
	for _, test := range []struct {
		old, new string
		want     bool
	}{
		{"The loan was long.", "The credit was rather long.", true},
		{"The loan was long.", "A loan was long.", true},
		{"Tunnels were built.", "The tunnels were built.", true},
		{"It isn’t secret", "It isn't a secret", true},
		{"Russia’s road", "the road of Russia", true},
		{"two of the three tunnels", "two of three tunnels", true},
		{"No loan is secret", "Not one loan is secret", false},
		{"the loan is secret", "the loan is not secret", false},
		{"the loan is secret", "the loan isn’t secret", false},
		{"with security terms", "without security terms", false},
		{"laid in 1989", "laid in 1998", false},
		{"between 3 and 5", "between 5 and 3", false},
		{"it fell to 5 %", "it fell to -5 %", false},
		{"paid $5", "paid €5", false},
		{"two of the tunnels", "three of the tunnels", false},
		{"twenty-one posts", "twenty-two posts", false},
		{"the second drill", "the third drill", false},
		{"by a Danish ship", "by a Swedish ship", false},
		{"China followed Russia", "Russia followed China", false},
		{"Kazakhstan sells gas", "Uzbekistan sells gas", false},
		{"It left. Kazakhstan stayed.", "It left. Uzbekistan stayed.", false},
		{"they polish the stone", "they, the Polish, stone", false},
		{"the US left", "the left", false},
		{"a likely outcome", "an unlikely outcome", false},
		{"it was legal", "it was illegal", false},
		{"a hopeful sign", "a hopeless sign", false},
		{"they signed it", "they refused to sign it", false},
		{"under the road", "over the road", true},
		{"", "", true},
	} {
		if got := Safe(test.old, test.new); got != test.want {
			t.Errorf("Safe(%q, %q) = %v", test.old, test.new, got)
		}
		if got := Safe(test.new, test.old); got != test.want {
			t.Errorf("Safe(%q, %q) = %v", test.new, test.old, got)
		}
	}
}

// telling are words by which a text says something else if one takes the place of
// another, or is put in or left out.
var telling = [][]string{
	strings.Fields("3 30 1998 1989 3.5 35 5% $5 €5 -3 four fourteen forty third twice half dozen million twenty-one 21st"),
	strings.Fields("Russia Tajikistan NATO McDonald Danish O’Neill US"),
	strings.Fields("not no never without nobody neither cannot isn’t wouldn't non-aligned hopeless unable refused lacks"),
}

// TestNoEditOfATellingWordIsSafe edits sentences at random, always one telling word and
// sometimes others.
func TestNoEditOfATellingWordIsSafe(t *testing.T) {
	plain := strings.Fields("the road was widened with loans that officials call ordinary and traders find dear while guards sleep")
	for seed := range uint64(20000) {
		r := rand.New(rand.NewPCG(seed, 3))
		old := make([]string, 4+r.IntN(14))
		for i := range old {
			old[i] = plain[r.IntN(len(plain))]
		}
		kind := telling[r.IntN(len(telling))]
		at, word := r.IntN(len(old)), kind[r.IntN(len(kind))]
		now := slices.Clone(old)
		for range r.IntN(3) {
			if i := r.IntN(len(now)); i != at {
				now[i] = plain[r.IntN(len(plain))]
			}
		}
		switch r.IntN(3) {
		case 0:
			now = slices.Insert(now, at, word)
		case 1:
			now[at] = word
		case 2:
			old[at], now[at] = kind[(slices.Index(kind, word)+1+r.IntN(len(kind)-1))%len(kind)], word
		}
		a, b := strings.Join(old, " ")+".", strings.Join(now, " ")+"."
		if Safe(a, b) || Safe(b, a) {
			t.Fatalf("seed %d: %q and %q are safe", seed, a, b)
		}
	}
}

func FuzzATextIsSafeForItself(f *testing.F) {
	f.Add("No. 5 of J. Smith’s -3,000 ships isn’t here. Nor")
	f.Fuzz(func(t *testing.T, text string) {
		if !Safe(text, text) {
			t.Errorf("%q is not safe for itself", text)
		}
	})
}

func TestWordsFoldAndSplit(t *testing.T) {
	for text, want := range map[string]string{
		"The well-known 3.5% isn’t": "the|well-known|3.5|isn't",
		"_emphasis_ and __init__ _": "emphasis|and|init|_",
		"naïve soft\u00adhyphen":    "naïve|softhyphen",
		"中亚 Asia":                   "中|亚|asia",
		"a—b a/b (c)":               "a|b|a|b|c",
		"":                          "",
	} {
		got := ""
		for r, form := range Words(text) {
			if got != "" {
				got += "|"
			}
			got += form
			if r.Start >= r.Stop || r.Stop > len(text) {
				t.Errorf("%q: range %v", text, r)
			}
		}
		if got != want {
			t.Errorf("Words(%q) = %q, want %q", text, got, want)
		}
	}
}
