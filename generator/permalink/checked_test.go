package permalink

import "testing"

func TestSentencesAreTheSameAsFarAsTheyAreKnown(t *testing.T) {
	for _, test := range []struct {
		name, was, now string
		same           bool
	}{
		{"nothing changed", "One. He said [[the words]] then. Two.", "One. He said [[the words]] then. Two.", true},
		{"another sentence changed", "One. He said [[the words]] then. Two.", "Three. He said [[the words]] then. Four.", true},
		{"before the words", "He said [[the words]] then.", "He denied [[the words]] then.", false},
		{"behind the words", "He said [[the words]] then.", "He said [[the words]] once.", false},
		{"a heading", "Roads  He said [[the words]].", "Tunnels  He said [[the words]].", true},
		{"typography", "He “said” [[the words]] — then.", "He \"said\" [[the words]] - then.", true},
		{"cut off before", "id [[the words]] then.", "He said [[the words]] then.", true},
		{"cut off before, and other", "ed [[the words]] then.", "He said [[the words]] then.", false},
		{"cut off behind", "He said [[the words]] th", "He said [[the words]] then, and went.", true},
		{"longer", "He said [[the words]].", "He said [[the words]], and went.", false},
		{"words before the sentence", "One. Ministers say [[the words]].", "One. Few Ministers say [[the words]].", false},
		{"passage of two sentences", "A [[b. C]] d. E.", "A [[b. C]] d. F.", true},
	} {
		if got := sentenceOf(test.was).same(sentenceOf(test.now)); got != test.same {
			t.Errorf("%s: %+v and %+v: %v", test.name, sentenceOf(test.was), sentenceOf(test.now), got)
		}
	}
}
