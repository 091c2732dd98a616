package check

import "briefing/generator/diag"

var coverageRules = []Rule{
	{Code: "article-bare", Group: coverage, Severity: diag.Warning, article: articleBare,
		Title: "a published article has no annotation", Fix: "Annotate it: briefing new annotation.",
		Doc: "Readers come for the annotations. Drafts are let pass.",
		Bad: written("", words), Good: bare("title: T\ndate: 2026-04-10\nstatus: draft")},
	{Code: "sentence-bare", Group: coverage, Severity: diag.Note, article: sentenceBare,
		Title: "a sentence with a figure has no annotation", Fix: "Annotate the sentence, or leave it if nobody could doubt it.",
		Doc:  "Looked at are figures and per cent, and words such as according to, million, the largest, the first. Years, days, and numbers below ten are let pass, and so is direct speech. Five sentences are named, the others counted.",
		Bad:  written("", "The tunnels cost 450 million.\n\nThe road is long."),
		Good: written("", "The tunnels were opened on 12 March 2026.\n\nThe road is long.")},
	{Code: "speech-bare", Group: coverage, Severity: diag.Warning, article: speechBare,
		Title: "direct speech has no annotation", Fix: "Annotate it with expert and said_in.",
		Doc: "Readers should see who said the words and where. Looked at is speech of five words and more in quotation marks; fewer words are mostly a name or a term.",
		Bad: written("", "She said: “The guards are from the north”."), Good: written("", "They call it “the long road” here.")},
	{Code: "finding-bare", Group: coverage, Severity: diag.Warning, article: findingBare,
		Title: "a finding rests on no annotation", Fix: "Name the annotation in brackets at its end.",
		Doc:  "What readers should take away is what must be checked first.",
		Bad:  written("findings: [Arvenia pays for two tunnels.]", words),
		Good: written("findings: ['Arvenia pays for two tunnels. [a]']", words) + annotation(supported)},
	{Code: "finding-hidden", Group: coverage, Severity: diag.Warning, article: findingHidden,
		Title: "a finding rests on what is not published", Fix: "Publish the annotation, or rest the finding on another one.",
		Doc:  "Readers could not see what it rests on.",
		Bad:  written("findings: ['Arvenia pays. [a]']", words) + annotation(supported+"status: draft"),
		Good: written("findings: ['Arvenia pays. [a]']", words) + annotation(supported+"status: published")},
	{Code: "summary-number", Group: coverage, Severity: diag.Warning, article: summaryNumber,
		Title: "a figure of the summary stands nowhere in the article", Fix: "Correct the figure, or write it into the article.",
		Doc:  "A title or summary promises what the article says. Years are let pass.",
		Bad:  written("summary: Arvenia paid 450 million.", words),
		Good: written("summary: In 2026 Arvenia paid 450 million.", "Arvenia paid 450 million.")},
	{Code: "publishers-alike", Group: coverage, Severity: diag.Note, article: publishersAlike,
		Title: "all sources of a briefing have one publisher", Fix: "Look for a source from elsewhere.",
		Doc:  "Said from three sources on.",
		Bad:  alike("Valley Post"),
		Good: alike("Hill Gazette")},
	{Code: "placeholder", Group: coverage, Severity: diag.Error, run: placeholder,
		Title: "a mark of unfinished work was left", Fix: "Finish the sentence, and delete the mark.",
		Doc:  "TK, TODO, FIXME, XXX, ?? and lorem ipsum, as whole words, outside of code. In what is a draft it is a warning.",
		Bad:  written("", "Arvenia pays for TK tunnels."),
		Good: written("", "The TKM road is long, is it not?")},
}

// alike is a briefing with three sources, the third of a publisher of its own.
func alike(third string) string {
	files, ids := "", ""
	for _, id := range []string{"one", "two", "three"} {
		publisher := "Valley Post"
		if id == "three" {
			publisher = third
		}
		files += "-- content/sources/" + id + ".md --\n---\ntitle: " + id + "\ntype: news\npublisher: " + publisher + "\n---\n"
		ids += id + ", "
	}
	return files + annotation(tunnels+"assessment: supported\nsupports: ["+ids[:len(ids)-2]+"]")
}
