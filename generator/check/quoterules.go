package check

import (
	"strings"

	"briefing/generator/diag"
)

const guards = "quote: The guards are from the north\n"

var quoteRules = []Rule{
	{Code: "speaker-missing", Group: quotes, Severity: diag.Error, Fixed: true, run: speakerMissing,
		Title: "a quote does not say who speaks", Fix: "Write expert with an id, or speaker with a name.",
		Doc: "Words without a speaker cannot be checked, nor weighed.",
		Bad: annotation(guards + "kind: quote"), Good: annotation(guards + "expert: lida-orbeli\nsaid_in: lecture 00:38:02")},
	{Code: "said-missing", Group: quotes, Severity: diag.Error, Fixed: true, run: saidMissing,
		Title: "a quote does not say where it was said", Fix: "Write said_in with the source, or said_to_us with the day.",
		Doc: "A quote says where the words were published, or when they were said to the editors.",
		Bad: annotation(guards + "expert: lida-orbeli"), Good: annotation(guards + "expert: lida-orbeli\nsaid_to_us: 2026-04-01")},
	{Code: "words-missing", Group: quotes, Severity: diag.Error, Fixed: true, run: wordsMissing,
		Title: "picked words are not in the extract", Fix: "Pick words of the extract, or add the extract.",
		Doc:  "Words that are picked from a source stand in its extract at that place.",
		Bad:  annotation(guards + "expert: lida-orbeli\nsaid_in: lecture 00:38:02\nwords: The guards were from the north"),
		Good: annotation(guards + "expert: lida-orbeli\nsaid_in: lecture 00:38:02\nwords: from the north")},
	{Code: "quote-differs", Group: quotes, Severity: diag.Warning, run: quoteDiffers,
		Title: "a quote differs from where it was published", Fix: "Correct the words, or accept the difference with differs and the reason.",
		Doc:  "The words in the article are compared with the extract of the source, quotation marks, dashes and spaces aside.",
		Bad:  written("", "She said that the guards were from the north.") + annotation("quote: the guards were from the north\nexpert: lida-orbeli\nsaid_in: lecture 00:38:02"),
		Good: written("", "She said that the guards are from the north.") + annotation("quote: guards are from the north\nexpert: lida-orbeli\nsaid_in: lecture 00:38:02")},
	{Code: "differs-useless", Group: quotes, Severity: diag.Warning, run: differsUseless,
		Title: "a difference is explained that is not there", Fix: "Delete differs, or add the extract that the words are to be compared with.",
		Doc:  "It explains to readers a difference that they do not find.",
		Bad:  annotation(guards + "expert: lida-orbeli\nsaid_in: lecture 00:38:02\ndiffers: Quoted from memory."),
		Good: written("", "She said that the guards were from the north.") + annotation("quote: the guards were from the north\nexpert: lida-orbeli\nsaid_in: lecture 00:38:02\ndiffers: Reported speech.")},
	{Code: "extract-missing", Group: quotes, Severity: diag.Note, run: extractMissing,
		Title: "the words of a quote could not be compared", Fix: "Copy the words into extracts of the source, at the place that said_in names, or say in unseen why you could not see them.",
		Doc:  "The words could not be compared with where they were published, and the page says so to readers.",
		Bad:  annotation(guards + "expert: lida-orbeli\nsaid_in: lecture 00:41:10"),
		Good: annotation(guards + "expert: lida-orbeli\nsaid_in: lecture 00:41:10\nunseen: The recording was taken down.")},
	{Code: "affiliation-missing", Group: quotes, Severity: diag.Note, run: affiliationMissing,
		Title: "an expert has no affiliation on the day of the quote", Fix: "Add the post that the expert held then, with from and to.",
		Doc:  "Readers see the post that the person held when the words were said. Authors and experts without any affiliation are let pass.",
		Bad:  expert("affiliations: [{organisation: Hill University, to: 2020}]") + annotation(guards+"expert: lida-orbeli\nsaid_in: lecture 00:38:02"),
		Good: expert("affiliations: [{organisation: Hill University, to: 2026}]") + annotation(guards+"expert: lida-orbeli\nsaid_in: lecture 00:38:02")},
	{Code: "expert-twice", Group: quotes, Severity: diag.Warning, run: expertTwice,
		Title: "two experts have one name", Fix: "Move everything into one file, or rename one if they are two people.",
		Doc:  "One person with two pages has half of their words on each.",
		Bad:  "-- content/experts/l-orbeli.md --\n---\nname: L. Orbeli\naliases: [lida orbeli]\n---\n",
		Good: "-- content/experts/lida-orbelian.md --\n---\nname: Lida Orbelian\n---\n"},
	{Code: "expert-unused", Group: quotes, Severity: diag.Note, run: expertUnused,
		Title: "nothing names an expert", Fix: "Name the expert in an annotation, or delete the file.",
		Doc: "Nothing on the site names the person, so there is no page of theirs.",
		Bad: expert("field: [roads]"), Good: annotation(guards + "expert: lida-orbeli\nsaid_in: lecture 00:38:02")},
	{Code: "speaker-known", Group: quotes, Severity: diag.Warning, run: speakerKnown,
		Title: "a speaker has a file that is not used", Fix: "Write expert and the id instead of the name.",
		Doc:  "Given by name alone, the words do not appear on the page of the person.",
		Bad:  annotation(guards + "speaker: Lida Orbeli\nsaid_in: lecture 00:38:02"),
		Good: annotation(guards + "speaker: Lida Orbelian\nsaid_in: lecture 00:38:02")},
	{Code: "translator-missing", Group: quotes, Severity: diag.Warning, run: translatorMissing,
		Title: "a translation does not say who made it", Fix: "Write translated_by: a name, or the desk.",
		Doc:  "Readers judge a translation by who made it.",
		Bad:  source(web + "extracts: [{words: Zwei, lang: de, translation: Two}]"),
		Good: source(web + "extracts: [{words: Zwei, lang: de, translation: Two, translated_by: the desk}]")},
	{Code: "experts-alike", Group: quotes, Severity: diag.Note, article: expertsAlike,
		Title: "all experts of a briefing have one affiliation", Fix: "Ask or quote somebody from elsewhere, or accept it with the reason.",
		Doc:  "People of one house often see a matter alike, and readers do not notice. Said from three experts on.",
		Bad:  three("{organisation: Hill University}"),
		Good: three("{organisation: Valley Institute}")},
	{Code: "experts-country", Group: quotes, Severity: diag.Note, article: expertsCountry,
		Title: "all experts of a briefing work in one country", Fix: "Look for somebody from another country that it is about.",
		Doc:  "Said of briefings about two countries and more, from three experts on, by the country of their institutions.",
		Bad:  abroad("kz"),
		Good: abroad("ru")},
	{Code: "quote-unmarked", Group: quotes, Severity: diag.Warning, run: quoteUnmarked,
		Title: "a quote leaves words out, or adds some, without a mark", Fix: "Put … where words are left out, and square brackets around those that are added; or accept it with differs and the reason.",
		Doc:  "Said where the words in the article only lack some of the extract, or only have more. Words in square brackets are the editor's own and are not compared; an ellipsis stands for any words.",
		Bad:  written("", "She said: The guards from the north.") + annotation("quote: The guards from the north\nexpert: lida-orbeli\nsaid_in: lecture 00:38:02"),
		Good: written("", "She said: The guards … from the north.") + annotation("quote: {exact: The guards … from the north}\nexpert: lida-orbeli\nsaid_in: lecture 00:38:02")},
	{Code: "quote-versions", Group: quotes, Severity: diag.Error, run: quoteVersions,
		Title: "the same words are quoted in two ways", Fix: "Correct the wrong one; if both are right, accept it with the reason.",
		Doc:  "Compared are quotes of one speaker from the same place of one source that share five words in a row. That one is longer than the other is no difference; nor is a quote with an ellipsis or brackets compared.",
		Bad:  twoQuotes("from the south"),
		Good: twoQuotes("from the north")},
	{Code: "quote-clipped", Group: quotes, Severity: diag.Warning, run: quoteClipped,
		Title: "a quote stops before its sentence takes it back", Fix: "Quote the whole sentence; if it may be cut, accept it with the reason.",
		Doc:  "Said of verbatim quotes whose sentence in the extract goes on with but, unless, except, if, although or the like, or denies or doubts it in the six words before. English only; whether the article says the rest in other words is not seen.",
		Bad:  clipped("but only in summer."),
		Good: clipped("and from the hills.")},
	{Code: "interest-undeclared", Group: quotes, Severity: diag.Note, run: interestUndeclared,
		Title: "an expert does not disclose an interest", Fix: "Write disclosures into the file of the expert.",
		Doc:  "Said of experts with an affiliation, of any time, to an organisation that is listed under disclose in site.yaml, as long as they disclose nothing.",
		Bad:  siteFile("disclose: {Hill University: The road agency pays the university.}"),
		Good: siteFile("disclose: {Hill University: The road agency pays the university.}") + expert("affiliations: [{organisation: Hill University, from: 2019, country: kz}]\ndisclosures: [{what: Paid by the road agency.}]")},
}

// three is a briefing with three experts, the third with an affiliation of its own.
func three(post string) string {
	files, voices := "", ""
	for _, id := range []string{"ada-lane", "ben-moor", "cy-hill"} {
		one := "{organisation: Hill University}"
		if id == "cy-hill" {
			one = post
		}
		files += "-- content/experts/" + id + ".md --\n---\nname: " + id + "\naffiliations: [" + one + "]\n---\n"
		voices += "\n  - {agrees: " + id + ", said_in: lecture 00:38:02}"
	}
	return files + annotation(tunnels+"assessment: supported\nsupports: bulletin p. 2\nexperts:"+voices)
}

// twoQuotes is a briefing that quotes one sentence twice, the second time as given. The
// place has no extract, so neither can be compared with the source.
func twoQuotes(end string) string {
	front := "\nexpert: lida-orbeli\nsaid_in: lecture 00:41:10"
	return written("", "She said: all guards of the pass are from the north. Later: all guards of the pass are "+end+".") +
		annotation("quote: 'She said: [[all guards of the pass are from the north]]'"+front) + another("quote: 'Later: [[all guards of the pass are "+end+"]]'"+front)
}

// clipped is a quote whose sentence goes on as given.
func clipped(rest string) string {
	return "-- content/sources/lecture.md --\n---\ntitle: Roads and guards\ntype: speech\npublisher: Hill University\ndate: 2026-03-01\n" +
		"extracts: [{at: '00:38:02', words: 'The guards are from the north, " + rest + "'}]\n---\n" +
		annotation(guards+"expert: lida-orbeli\nsaid_in: lecture 00:38:02")
}

// abroad is a briefing about two countries with three experts, the third of a country
// of its own.
func abroad(code string) string {
	files := three("{organisation: Valley Institute, country: " + code + "}")
	return strings.ReplaceAll(files, "{organisation: Hill University}", "{organisation: Hill University, country: kz}") +
		written("countries: [kz, ru]", words)
}
