// Package check judges a connected site: rules in, findings out.
//
// Each rule is a value of the list [Rules], with a code, a severity and a text
// that says what it is for. A rule looks at everything that editors wrote,
// whether it is on the site or not, and reports every place at fault. Rules know
// nothing of pages as HTML, and do not know each other.
package check

import (
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
)

// Rule is one thing that a careful desk looks for.
type Rule struct {
	Code     string // a word, as in the findings
	Doc      string // what is reported and why, for editors: sentences
	Severity diag.Severity
	run      func(site *graph.Site, report reporter)
}

// reporter makes a finding of the rule at a place of a file and returns it, so
// that a hint can be added.
type reporter func(h *content.Head, at content.At, format string, args ...any) *diag.Diagnostic

// Run returns the findings of all rules, in the order of the rules.
func Run(site *graph.Site) diag.List {
	var list diag.List
	for _, rule := range Rules {
		rule.run(site, func(h *content.Head, at content.At, format string, args ...any) *diag.Diagnostic {
			d := h.Error(rule.Code, at, format, args...)
			d.Severity = rule.Severity
			list = append(list, d)
			return &list[len(list)-1]
		})
	}
	return list
}

// Rules are all rules, in the order in which they are explained. Do not change.
var Rules = []Rule{
	{"passage-none", "An annotation is about words of the article, or about the article as a whole.", diag.Error, passageNone},
	{"assessment-missing", "An annotation of kind check states an assessment.", diag.Error, assessmentMissing},
	{"assessment-misplaced", "Only an annotation of kind check has an assessment.", diag.Error, assessmentMisplaced},
	{"evidence-missing", "An assessment is refused without the evidence that it needs: supported and partly-supported need a source that supports, contradicted one that contradicts, disputed one of each side (an expert who agrees or disagrees counts).", diag.Error, evidenceMissing},
	{"searched-missing", "An unverified claim says what was searched, in the field searched.", diag.Error, searchedMissing},
	{"remainder-missing", "A partly supported claim has a text that says what does not hold.", diag.Error, remainderMissing},
	{"because-missing", "A stated confidence gives its reason, in the field because.", diag.Error, becauseMissing},
	{"evidence-unseen", "A source that nobody read (seen: no) cannot carry an assessment alone.", diag.Error, evidenceUnseen},
	{"speaker-missing", "A quote says who speaks.", diag.Error, speakerMissing},
	{"said-missing", "A quote says where the words were published, or when they were said to the editors.", diag.Error, saidMissing},
	{"text-missing", "A question has a text; a context has a text or evidence.", diag.Error, textMissing},
	{"words-missing", "Words that are picked from a source stand in its extract at that place.", diag.Error, wordsMissing},
	{"gist-long", "A gist has at most 140 characters, so that it fits beside the article.", diag.Error, gistLong},
	{"link-missing", "A link or picture inside the site leads to something that is there.", diag.Error, linkMissing},
	{"picture-silent", "A picture has a text in its place, for those who do not see it.", diag.Error, pictureSilent},
	{"quote-differs", "The words of a quote in the article differ from the source's extract. Correct them, or accept the difference with differs and the reason.", diag.Warning, quoteDiffers},
	{"differs-useless", "A difference is explained that is not there.", diag.Warning, differsUseless},
	{"source-retracted", "The publisher took back a source that an annotation uses.", diag.Warning, sourceRetracted},
	{"author-near", "An author is spelled like the id of an expert, but is none.", diag.Warning, authorNear},
	{"source-unused", "Nothing on the site uses the source, so it has no page.", diag.Note, sourceUnused},
	{"expert-unused", "Nothing on the site names the expert, who has no page.", diag.Note, expertUnused},
}
