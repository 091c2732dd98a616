package check

import "briefing/generator/diag"

var coverageRules = []Rule{
	{Code: "article-bare", Group: coverage, Severity: diag.Warning, article: articleBare,
		Title: "a published article has no annotation", Fix: "Annotate what readers will doubt first: select the words in briefing serve and press a, or run the command that the finding names; or keep status: draft.",
		Doc: "Readers of an annotated briefing come for what stands behind its sentences; an article without a note is published as though somebody had looked. Drafts are let pass.",
		Bad: written("", words), Good: written("", words) + annotation(supported)},
	{Code: "sentence-bare", Group: coverage, Severity: diag.Note, article: sentenceBare,
		Title: "a sentence with a figure has no annotation", Fix: "Annotate the sentence, or leave it if nobody could doubt it.",
		Doc:  "Looked at are figures and per cent, and words such as according to, million, the largest, the first. Years, days, and numbers below ten are let pass, and so is direct speech. Five sentences are named, the others counted.",
		Bad:  written("", "The tunnels cost 450 million.\n\nThe road is long."),
		Good: written("", "The tunnels cost 450 million.\n\nThe road is long.") + annotation("quote: The tunnels cost 450 million\nassessment: unverified\nsearched: The register.")},
	{Code: "speech-bare", Group: coverage, Severity: diag.Warning, article: speechBare,
		Title: "direct speech has no annotation", Fix: "Annotate it with expert and said_in.",
		Doc: "Readers should see who said the words and where. Looked at is speech of five words and more in quotation marks; fewer words are mostly a name or a term.",
		Bad: written("", "She said: “The guards are from the north”."), Good: written("", "She said: “The guards are from the north”.") + annotation(guards+"expert: lida-orbeli\nsaid_in: lecture 00:38:02")},
	{Code: "finding-bare", Group: coverage, Severity: diag.Warning, article: findingBare,
		Title: "a finding rests on no annotation", Fix: "Name the annotation in brackets at its end: [third-drill].",
		Doc:  "Findings are what readers take away, so they must rest on something that was checked.",
		Bad:  written("findings: [Arvenia pays for two tunnels.]", words),
		Good: written("findings: ['Arvenia pays for two tunnels. [a]']", words) + annotation(supported)},
	{Code: "finding-hidden", Group: coverage, Severity: diag.Warning, article: findingHidden,
		Title: "a finding rests on what is not published", Fix: "Publish the annotation, or rest the finding on another one.",
		Doc:  "Readers could not see what it rests on: the annotation is a draft or was withdrawn.",
		Bad:  written("findings: ['Arvenia pays. [a]']", words) + annotation(supported+"status: draft"),
		Good: written("findings: ['Arvenia pays. [a]']", words) + annotation(supported+"status: published")},
	{Code: "summary-number", Group: coverage, Severity: diag.Warning, article: summaryNumber,
		Title: "a figure of the summary stands nowhere in the article", Fix: "Correct the figure, or write it into the article.",
		Doc:  "A title or summary promises what the article says; a figure that is only there can be checked by nobody. Years are let pass.",
		Bad:  written("summary: Arvenia paid 450 million.", words),
		Good: written("summary: Arvenia paid 450 million.", "Arvenia paid 450 million.")},
	{Code: "publishers-alike", Group: coverage, Severity: diag.Note, article: publishersAlike,
		Title: "all sources of a briefing have one publisher", Fix: "Look for a source from elsewhere, or accept it with the reason.",
		Doc:  "A briefing that rests on one house repeats its errors. Said from three sources on.",
		Bad:  alike("Valley Post"),
		Good: alike("Hill Gazette")},
	{Code: "placeholder", Group: coverage, Severity: diag.Error, run: placeholder,
		Title: "a mark of unfinished work was left", Fix: "Finish the sentence, and delete the mark.",
		Doc:  "TK, TODO, FIXME, XXX, ?? and lorem ipsum, as whole words, outside of code. In what is a draft it is a warning.",
		Bad:  written("", "Arvenia pays for TK tunnels."),
		Good: written("", "Arvenia pays for two tunnels.")},
	{Code: "coverage-low", Group: coverage, Severity: diag.Warning, article: coverageLow,
		Title: "annotations touch fewer sentences than the site asks for", Fix: "Annotate more of the article; briefing annotate with its id lists what is bare.",
		Doc:  "Said only where site.yaml has coverage, of published articles. A sentence counts once an annotation touches a word of it; headings, tables and code do not count.",
		Bad:  siteFile("coverage: 60%") + annotation(supported),
		Good: siteFile("coverage: 50%") + annotation(supported)},
	{Code: "summary-bare", Group: coverage, Severity: diag.Warning, article: summaryBare,
		Title: "a figure of the title or summary has no annotation", Fix: "Annotate the sentence of the article that says it.",
		Doc:  "Most readers see the title and the summary only, so what stands there is what must be checked first. Looked at are figures, years aside, that an article says in sentences without annotation.",
		Bad:  written("summary: Arvenia paid 450 million.", "Arvenia paid 450 million.\n\n"+words),
		Good: written("summary: Arvenia paid 450 million.", "Arvenia paid 450 million.\n\n"+words) + annotation("quote: Arvenia paid 450 million\nassessment: supported\nsupports: bulletin p. 2")},
	{Code: "finding-conflict", Group: coverage, Severity: diag.Error, article: findingConflict,
		Title: "a finding says what its annotation does not support", Fix: "Say in the finding what the check found.",
		Doc:  "Said where a finding has nearly all words of a claim that is contradicted or unverified, and no word such as not, false, said or claimed.",
		Bad:  written("findings: ['Arvenia finances two of the three tunnels. [a]']", words) + annotation(tunnels+"assessment: contradicted\ncontradicts: bulletin p. 2"),
		Good: written("findings: ['Arvenia does not finance two of the three tunnels. [a]']", words) + annotation(tunnels+"assessment: contradicted\ncontradicts: bulletin p. 2")},
	{Code: "table-bare", Group: coverage, Severity: diag.Note, article: tableBare,
		Title: "a table with figures has neither source nor annotation", Fix: "Annotate a cell, or name the source below the table.",
		Doc:  "A source is a link in the table or in the paragraph before or behind it, or a paragraph there that begins with Source.",
		Bad:  written("", words+"\n\n| tunnel | length |\n|---|---|\n| first | 450 |\n\nThe road is long."),
		Good: written("", words+"\n\n| tunnel | length |\n|---|---|\n| first | 450 |\n\nSource: the road agency.")},
	{Code: "sources-language", Group: coverage, Severity: diag.Note, article: sourcesLanguage,
		Title: "all sources of a briefing are in one language", Fix: "Look for a source in a language of those whom it is about.",
		Doc:  "Said of briefings about two countries and more with five sources and more, all of which state lang.",
		Bad:  tongues("en"),
		Good: tongues("ru")},
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

// tongues is a briefing about two countries with five sources, the last one in a
// language of its own.
func tongues(last string) string {
	files, ids := "", ""
	for _, id := range []string{"one", "two", "three", "four", "five"} {
		lang := "en"
		if id == "five" {
			lang = last
		}
		files += "-- content/sources/" + id + ".md --\n---\ntitle: " + id + "\ntype: news\npublisher: " + id + "\nlang: " + lang + "\n---\n"
		ids += id + ", "
	}
	return files + annotation(tunnels+"countries: [kz, kg]\nassessment: supported\nsupports: ["+ids[:len(ids)-2]+"]")
}
