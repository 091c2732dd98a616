// Package check judges a connected site: rules in, findings out.
//
// Each rule is a value of the list [Rules], with a code, a severity, a text that
// says what it is for, and a good and a bad example. A rule looks at everything
// that editors wrote, whether it is on the site or not, and reports every place at
// fault. Rules know nothing of pages as HTML, and do not know each other.
//
// The findings of the stages before and behind have their codes explained in the
// same list; such an entry judges nothing itself.
package check

import (
	"slices"
	"time"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/parallel"
)

// Rule is one thing that a careful desk looks for.
type Rule struct {
	Code     string // a word, as in the findings
	Group    string // one of Groups
	Title    string // what is wrong, on one line
	Doc      string // what is reported and why, for editors: sentences
	Severity diag.Severity
	// Fixed says that the site cannot change the severity and that no file can
	// accept a finding: readers would be misled, or the site broken.
	Fixed bool
	// IsAnswer says that other machines are asked for it: by the command links, and by
	// no other.
	IsAnswer  bool
	Fix       string // what to do: a sentence
	Bad, Good string // files as txtar has them, over a small site; empty where a file cannot show it

	run     func(d *desk, report reporter)
	article func(a *article, report reporter) // called for each article
}

// Groups are what rules are about, in the order in which they are listed. Do not
// change.
var Groups = []string{
	"attachment", "claim and status", "sources", "quotes and experts", "places, dates, numbers",
	"coverage", "files and form", "publishing",
}

const (
	attachment = "attachment"
	claims     = "claim and status"
	sources    = "sources"
	quotes     = "quotes and experts"
	numbers    = "places, dates, numbers"
	coverage   = "coverage"
	files      = "files and form"
	publishing = "publishing"
)

// reporter makes a finding of the rule at a place of a file and returns it, so
// that a hint can be added.
type reporter func(h *content.Head, at content.At, format string, args ...any) *diag.Diagnostic

// Options say on which day the site is judged.
type Options struct{ Now time.Time }

// Run is [Judge] and [Weigh] of a site that is not shown.
func Run(site *graph.Site, before diag.List, o Options) diag.List {
	return Weigh(site, Judge(site, before, o), o)
}

// Judge adds the findings of all rules to those of the stages before. All of them have
// yet to be weighed.
func Judge(site *graph.Site, before diag.List, o Options) diag.List {
	d := newDesk(site, o.Now)
	found := make([]diag.List, len(Rules)+len(site.Briefings)) // each rule, each article
	parallel.Each(len(found), func(i int) {
		if i < len(Rules) {
			found[i] = d.judged(&Rules[i])
		} else {
			found[i] = judged(site.Briefings[i-len(Rules)], site.Settings, o.Now)
		}
	})
	list := slices.Clip(before) // others may hold it
	for i := range found {
		list = append(list, found[i]...)
		found[i] = nil // a large site has hundreds of thousands
	}
	return list
}

// judged returns what a rule finds on the desk.
func (d *desk) judged(rule *Rule) diag.List {
	var list diag.List
	if rule.run != nil {
		rule.run(d, rule.reporter(&list))
	}
	return list
}

// judged returns what the rules for articles find in one.
func judged(b *graph.Briefing, settings *content.Site, now time.Time) diag.List {
	if b.IsBroken || b.IsWithdrawn() {
		return nil
	}
	var list diag.List
	a := newArticle(b, settings, now)
	for i := range Rules {
		if rule := &Rules[i]; rule.article != nil {
			rule.article(a, rule.reporter(&list))
		}
	}
	return list
}

// reporter adds the findings of the rule to a list.
func (r *Rule) reporter(list *diag.List) reporter {
	return func(h *content.Head, at content.At, format string, args ...any) *diag.Diagnostic {
		found := h.Error(r.Code, at, format, args...)
		found.Severity = r.Severity
		*list = append(*list, found)
		return &(*list)[len(*list)-1]
	}
}

// Rules are all rules, by group. Do not change.
var Rules = slices.Concat(
	attachmentRules, claimRules, sourceRules, quoteRules, numberRules, coverageRules, formRules, publishingRules, stageRules,
)

// Find returns the rule with a code.
func Find(code string) (*Rule, bool) {
	i := slices.IndexFunc(Rules, func(r Rule) bool { return r.Code == code })
	if i < 0 {
		return nil, false
	}
	return &Rules[i], true
}

// Codes returns the codes of all rules.
func Codes() []string {
	codes := make([]string, len(Rules))
	for i, r := range Rules {
		codes[i] = r.Code
	}
	return codes
}

// Judges reports whether the rule looks at the site itself, and does not only
// explain what a stage finds.
func Judges(r Rule) bool { return r.run != nil || r.article != nil }
