package lsp

import (
	"strings"

	"briefing/generator/content"
)

// field is a field of front matter: its name, what it means, and what its values are.
type field struct {
	key     string
	meaning string
	values  values
	of      []string // of words: the values; each may have a meaning in [meanings]
	group   []field  // of a group of fields, or of a list of groups
}

// values is what can stand behind a key.
type values int

const (
	free      values = iota // any text
	words                   // one of a few words
	sources                 // ids of sources
	citations               // the id of a source and a place in it
	experts                 // ids of experts
	people                  // keys of editors, ids of experts, or names
	editors                 // keys of editors
	countries               // codes of countries
	neighbors               // ids of annotations of the same briefing
	passages                // words of the article
)

var yes = []string{"on", "off"}

// common are the fields that every file with front matter may have.
var common = []field{
	{key: "corrections", meaning: "What was wrong and what is right now; shown with the text and on the page of corrections.", group: []field{
		{key: "date", meaning: "The day of the correction."},
		{key: "what", meaning: "What was wrong and what is right now."},
		{key: "by", meaning: "Who corrected it.", values: editors},
		{key: "from", meaning: "The assessment before.", values: words, of: content.Assessments},
		{key: "to", meaning: "The assessment now.", values: words, of: content.Assessments},
	}},
	{key: "formerly", meaning: "Ids that it had before; the old addresses lead here."},
	{key: "allow", meaning: "Findings that are accepted in this file: code, because, until."},
	{key: "origin", meaning: "What it was imported from: briefing import knows it again by this.", group: []field{
		{key: "id", meaning: "Names it there."},
		{key: "by", meaning: "Who wrote it there."},
		{key: "date", meaning: "The day on which it was written there."},
		{key: "link", meaning: "Where it can be seen."},
	}},
}

var defaults = []field{
	{key: "by", meaning: "Who checks.", values: editors},
	{key: "checked", meaning: "The day of the check."},
	{key: "countries", meaning: "What the annotations are about.", values: countries},
	{key: "recheck_after", meaning: "When a check is to be looked at again: 6 months."},
}

var status = []string{"draft", "published", "withdrawn"}

func events(key, meaning string) field {
	return field{key: key, meaning: meaning, group: []field{
		{key: "date", meaning: "The day, month, year or interval."},
		{key: "what", meaning: "What happened, in one sentence."},
		{key: "sources", meaning: "The sources that say so.", values: sources},
		{key: "countries", meaning: "The countries that it is about.", values: countries},
	}}
}

var evidence = []field{
	{key: "source", meaning: "The source.", values: sources},
	{key: "at", meaning: "The place in the source: p. 14, ¶ 6, art. 7, table 4, 00:41:10."},
	{key: "note", meaning: "What must be said of this piece of evidence."},
	{key: "nature", meaning: "How near this place is to the event.", values: words, of: content.Natures},
}

var unnamed = field{key: "unnamed", meaning: "Why somebody is not named.", group: []field{
	{key: "because", meaning: "The reason; shown to readers."},
	{key: "approved_by", meaning: "Who approved of it.", values: editors},
}}

// siteFields are those of site.yaml.
var siteFields = []field{
	{key: "format", meaning: "The number of the format of content: 1.", values: words, of: []string{content.Format}},
	{key: "title", meaning: "The title of the site."},
	{key: "url", meaning: "The address of the published site; needed for feeds, the sitemap and pictures for links."},
	{key: "language", meaning: "The language of the pages: en."},
	{key: "publisher", meaning: "Who publishes the site."},
	{key: "license", meaning: "The license of the texts: CC-BY-4.0."},
	{key: "corrections", meaning: "Where readers report mistakes: a mail address."},
	{key: "editors", meaning: "Who signs checks: a key, and the name behind it.", group: nil},
	{key: "defaults", meaning: "What annotations have when neither they nor their article say otherwise.", group: defaults},
	{key: "detect", meaning: "Which names are looked for in articles.", group: []field{
		{key: "countries", meaning: "Look for countries.", values: words, of: yes},
		{key: "experts", meaning: "Look for experts.", values: words, of: yes},
	}},
	{key: "cards", meaning: "Make pictures for links to briefings.", values: words, of: yes},
	{key: "allow", meaning: "Findings that are accepted in this file: code, because, until."},
	{key: "checks", meaning: "How much a check weighs: error, warning, note or off for its code."},
	{key: "coverage", meaning: "The part of the sentences of a published article that annotations are to touch: 60%."},
	{key: "disclose", meaning: "What readers should know of an organization: its name, or the host of its addresses, and a sentence."},
	{key: "theme", meaning: "Colors and fonts of the pages.", group: []field{
		{key: "paper", meaning: "A color: one value, or one for light and one for dark pages."},
		{key: "sheet", meaning: "A color: one value, or one for light and one for dark pages."},
		{key: "rule", meaning: "A color: one value, or one for light and one for dark pages."},
		{key: "ink", meaning: "A color: one value, or one for light and one for dark pages."},
		{key: "quiet", meaning: "A color: one value, or one for light and one for dark pages."},
		{key: "link", meaning: "A color: one value, or one for light and one for dark pages."},
		{key: "supported", meaning: "A color: one value, or one for light and one for dark pages."},
		{key: "disputed", meaning: "A color: one value, or one for light and one for dark pages."},
		{key: "contradicted", meaning: "A color: one value, or one for light and one for dark pages."},
		{key: "unverified", meaning: "A color: one value, or one for light and one for dark pages."},
		{key: "context", meaning: "A color: one value, or one for light and one for dark pages."},
		{key: "serif", meaning: "Fonts, as in a style sheet."},
		{key: "sans", meaning: "Fonts, as in a style sheet."},
		{key: "mono", meaning: "Fonts, as in a style sheet."},
	}},
	{key: "assessments", meaning: "The site's own words for assessments; their meaning stays.", group: []field{
		{key: content.Supported, meaning: meanings[content.Supported]},
		{key: content.PartlySupported, meaning: meanings[content.PartlySupported]},
		{key: content.Disputed, meaning: meanings[content.Disputed]},
		{key: content.Contradicted, meaning: meanings[content.Contradicted]},
		{key: content.Unverified, meaning: meanings[content.Unverified]},
	}},
}

var articleFields = append([]field{
	{key: "title", meaning: "The title of the article. Required."},
	{key: "date", meaning: "The day of publication. Required."},
	{key: "authors", meaning: "Who wrote it.", values: people},
	{key: "summary", meaning: "One sentence that says what the article is about."},
	{key: "status", meaning: "Whether it is on the site; draft unless said otherwise.", values: words, of: status},
	{key: "withdrawn_because", meaning: "Why it was withdrawn; shown in its place."},
	{key: "embargo", meaning: "The time until which a published article is held back: 2026-05-01T06:00+02:00."},
	{key: "countries", meaning: "What the text is about. Countries that it only mentions are found by themselves.", values: countries},
	{key: "topics", meaning: "Topics, for lists and feeds."},
	{key: "image", meaning: "A picture, for lists and feeds."},
	{key: "findings", meaning: "What a reader should take away; a sentence may end with ids of annotations in brackets."},
	{key: "defaults", meaning: "What its annotations have when they do not say otherwise.", group: defaults},
	{key: "not_mentions", meaning: "Phrases that are not the country or expert that they look like."},
	{key: "no_detect", meaning: "Ids of countries and experts that are not looked for in this text.", values: experts},
	events("events", "Dated entries for the timeline."),
}, common...)

var annotationFields = append([]field{
	{key: "quote", meaning: "The words of the article that it is about, as you read them: `words`, `before [[words]] after`, or `first … last`.", values: passages, group: []field{
		{key: "exact", meaning: "The words.", values: passages},
		{key: "prefix", meaning: "The words before them."},
		{key: "suffix", meaning: "The words behind them."},
	}},
	{key: "whole", meaning: "It is about the article as a whole.", values: words, of: []string{"true"}},
	{key: "kind", meaning: "What it is; follows from the other fields, except for a question.", values: words, of: content.Kinds},
	{key: "claim", meaning: "One checkable sentence, if the words of the article are not one by themselves."},
	{key: "assessment", meaning: "What the evidence says of the claim as worded, on the day of the check.", values: words, of: content.Assessments},
	{key: "confidence", meaning: "How good the basis is, not how true the claim. Needs `because`.", values: words, of: []string{"high", "moderate", "low"}},
	{key: "because", meaning: "Why the confidence is what it is."},
	{key: "supports", meaning: "Evidence for the claim: a source and a place in it.", values: citations, group: evidence},
	{key: "contradicts", meaning: "Evidence against the claim: a source and a place in it.", values: citations, group: evidence},
	{key: "context", meaning: "Evidence that bears on the claim without a side.", values: citations, group: evidence},
	{key: "experts", meaning: "Experts on the claim.", group: []field{
		{key: "agrees", meaning: "An expert who agrees with the claim.", values: experts},
		{key: "disagrees", meaning: "An expert who disagrees with it.", values: experts},
		{key: "qualifies", meaning: "An expert who agrees in part.", values: experts},
		{key: "neutral", meaning: "An expert who takes no side.", values: experts},
		{key: "said_in", meaning: "Where the words were published.", values: citations},
		{key: "said_to_us", meaning: "The day on which they were said to the editors."},
		{key: "words", meaning: "The part of the extract that is shown."},
		{key: "note", meaning: "What must be said of it."},
	}},
	{key: "expert", meaning: "Who says the quoted words.", values: experts},
	{key: "speaker", meaning: "Who says the quoted words, if there is no file of that person."},
	{key: "said_in", meaning: "Where the quoted words were published.", values: citations},
	{key: "said_to_us", meaning: "The day on which the words were said to the editors."},
	{key: "words", meaning: "The part of the extract that the quote is compared with."},
	{key: "stance", meaning: "What the speaker thinks of the claim that `about` names.", values: words, of: content.VoiceStances},
	{key: "about", meaning: "The annotation whose claim the quote bears on.", values: neighbors},
	{key: "differs", meaning: "Why words that differ from the source are accepted."},
	{key: "unseen", meaning: "Why the words of the source could not be seen."},
	{key: "claimed_by", meaning: "Who makes the claim.", values: people},
	{key: "countries", meaning: "What the claim is about.", values: countries},
	{key: "dates", meaning: "The days, months, years or intervals that the claim is about."},
	{key: "by", meaning: "Who checked it.", values: editors},
	{key: "checked", meaning: "The day of the check."},
	{key: "recheck", meaning: "The day on which it is to be looked at again."},
	{key: "recheck_after", meaning: "After which time it is to be looked at again: 6 months."},
	{key: "status", meaning: "Whether it is on the site; published unless said otherwise.", values: words, of: status},
	{key: "withdrawn_because", meaning: "Why it was withdrawn."},
	{key: "gist", meaning: "At most 140 characters, shown beside the article."},
	{key: "see", meaning: "Other annotations of the briefing.", values: neighbors},
	{key: "would_change", meaning: "What would change the assessment."},
	{key: "searched", meaning: "What was searched, for an unverified claim."},
	{key: "weight", meaning: "Whether it is one of the main claims.", values: words, of: []string{"key", "normal"}},
	unnamed,
	{key: "asked", meaning: "The day on which a question was asked."},
	{key: "answered", meaning: "The day on which it was answered."},
}, common...)

var sourceFields = append([]field{
	{key: "title", meaning: "The title of the document. Required."},
	{key: "type", meaning: "What it is. Required.", values: words, of: content.SourceTypes},
	{key: "authors", meaning: "Ids of experts, or names.", values: people},
	{key: "publisher", meaning: "The organization that published it."},
	{key: "container", meaning: "The journal, paper or site that it stands in."},
	{key: "date", meaning: "When it was published."},
	{key: "url", meaning: "The address of the document."},
	{key: "archived", meaning: "The address of a copy at an archive; `briefing links archive` looks for one."},
	{key: "accessed", meaning: "The day on which you read it."},
	{key: "dead", meaning: "Since when the address does not answer; the archived copy is then linked first."},
	{key: "nature", meaning: "How near it is to the event; secondary unless said otherwise.", values: words, of: content.Natures},
	{key: "access", meaning: "How readers get it; open unless said otherwise.", values: words, of: []string{"open", "registration", "paywall", "offline", "unpublished"}},
	{key: "seen", meaning: "What you read of it. A source that nobody read cannot carry an assessment alone.", values: words, of: []string{"full", "part", "no"}},
	{key: "based_on", meaning: "The sources that it rests on; they decide which sources count as independent.", values: sources},
	{key: "copy_of", meaning: "The source of which it is the same text elsewhere.", values: sources},
	{key: "retracted", meaning: "That its publisher took it back; every annotation that uses it gets a warning.", group: []field{
		{key: "date", meaning: "When it was retracted."},
		{key: "reason", meaning: "Why it was retracted."},
	}},
	{key: "extracts", meaning: "Words of the source, as they stand there, at most 60 each.", group: []field{
		{key: "at", meaning: "The place: p. 14, ¶ 6, art. 7, table 4, 00:41:10."},
		{key: "words", meaning: "The words, exactly as they stand there."},
		{key: "lang", meaning: "Their language, if it is not that of the site."},
		{key: "translation", meaning: "The words in the language of the site."},
		{key: "translated_by", meaning: "Who translated them."},
	}},
	{key: "lang", meaning: "Its language, if it is not that of the site: ru."},
	{key: "disclosure", meaning: "What readers should know of who is behind it; shown with it."},
	unnamed,
	{key: "doi", meaning: "Its DOI: 10.1000/182."},
	{key: "isbn", meaning: "Its ISBN."},
	{key: "volume", meaning: "The volume of the journal."},
	{key: "issue", meaning: "The issue of the journal."},
	{key: "pages", meaning: "The pages that it stands on."},
	{key: "csl", meaning: "Further fields of CSL-JSON, for citations."},
}, common...)

var expertFields = append([]field{
	{key: "name", meaning: "The name of the person. Required."},
	{key: "aliases", meaning: "Other spellings of the name."},
	{key: "field", meaning: "What the person is an expert of."},
	{key: "affiliations", meaning: "Posts; the one shown with a quote is that of the day of the quote.", group: []field{
		{key: "organisation", meaning: "The institution. Required."},
		{key: "role", meaning: "The post."},
		{key: "from", meaning: "When it began."},
		{key: "to", meaning: "When it ended."},
		{key: "country", meaning: "The country of the institution.", values: countries},
		{key: "source", meaning: "The source that says so.", values: citations},
	}},
	{key: "links", meaning: "Addresses of pages on the person."},
	{key: "disclosures", meaning: "Interests that readers should know.", group: []field{
		{key: "what", meaning: "The interest."},
		{key: "source", meaning: "The source that says so.", values: citations},
	}},
	{key: "kind", meaning: "What the person is here; expert unless said otherwise.", values: words, of: []string{"expert", "official", "author"}},
	{key: "detect", meaning: "Whether the name is looked for in articles.", values: words, of: yes},
	{key: "not", meaning: "Phrases that are somebody else."},
}, common...)

var countryFields = append([]field{
	{key: "name", meaning: "A name instead of the built-in one."},
	{key: "aliases", meaning: "Words that mean the country, beside the built-in ones."},
	{key: "detect", meaning: "Whether the country is looked for in articles.", values: words, of: yes},
	{key: "not", meaning: "Phrases that are not the country."},
	events("facts", "Dated entries for the timeline."),
}, common...)

var pageFields = append([]field{
	{key: "title", meaning: "The title of the page. Required."},
	{key: "summary", meaning: "One sentence that says what the page is about."},
}, common...)

// fieldsOf are the fields that a file may have, by its name from the root; nil for a
// file without fields.
func fieldsOf(name string) []field {
	if name == "content/site.yaml" {
		return siteFields
	}
	r, _ := content.RecordOf(name)
	return map[content.Register][]field{
		content.Articles: articleFields, content.Annotations: annotationFields, content.Sources: sourceFields,
		content.Experts: expertFields, content.Countries: countryFields, content.Pages: pageFields,
	}[r.Register]
}

// find returns the field at a path of keys; ok is false if there is none.
func find(fields []field, keys []string) (f field, ok bool) {
	for _, key := range keys {
		if f, ok = named(fields, key); !ok {
			return field{}, false
		}
		fields = f.group
	}
	return f, ok
}

func named(fields []field, key string) (field, bool) {
	for _, f := range fields {
		if f.key == key {
			return f, true
		}
	}
	return field{}, false
}

// meanings says what words of the format mean.
var meanings = map[string]string{
	content.Supported:       "Adequate evidence supports the claim, none of weight is against it. Needs a source in `supports`.",
	content.PartlySupported: "The core holds, a detail is wrong or loose. Needs a source in `supports`, and a text that says what does not hold.",
	content.Disputed:        "Evidence of weight on both sides. Needs both sides; an expert counts.",
	content.Contradicted:    "Better evidence contradicts the core. Needs a source in `contradicts`.",
	content.Unverified:      "A search found nothing adequate. Needs `searched`.",
	content.Check:           "A claim, checked. Needs `assessment`.",
	content.Quote:           "Somebody's words, compared with where they were published. Needs `expert` or `speaker`, and `said_in` or `said_to_us`.",
	content.Context:         "What a reader should know. Needs a text, or a source in `context`.",
	content.Question:        "Something open. Needs a text.",
	"draft":                 "It is shown in the preview only.",
	"published":             "It is on the site.",
	"withdrawn":             "Only the reason of its withdrawal is shown. Needs `withdrawn_because`.",
	"primary":               "By those who were there or decided: a law, a data set, a speech.",
	"secondary":             "By those who report on it.",
	"tertiary":              "By those who sum up reports.",
	"full":                  "All of it.",
	"part":                  "A part of it.",
	"no":                    "None of it: it cannot carry an assessment alone.",
	"agrees":                "The speaker agrees with the claim.",
	"disagrees":             "The speaker disagrees with it.",
	"qualifies":             "The speaker agrees in part.",
	"neutral":               "The speaker takes no side.",
}

// short is the first sentence of a text.
func short(text string) string {
	first, _, found := strings.Cut(text, ". ")
	if found {
		return first + "."
	}
	return text
}
