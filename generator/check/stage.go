package check

import "briefing/generator/diag"

// stageRules explain what the stages find that read, place, connect and show, and
// what the settings of the checks themselves can get wrong. They judge nothing.
var stageRules = []Rule{
	stage("fence-form", files, "a line of hyphens has another form", "Front matter stands between two lines of just three hyphens.", "Write three hyphens and nothing else."),
	stage("value-unquoted", files, "a value has a character that means something in YAML", "A colon with a space behind it, or a first character such as @ or *, ends the value early.", "Put the value in quotation marks."),
	stage("quote-open", files, "a quotation mark is opened and never closed", "The fields below would be taken for a part of the value.", "Close it, or put the value in single quotation marks."),
	stage("quote-inside", files, "text stands behind a closing quotation mark", "The value ends at the mark.", "Put the whole value in the other kind of quotation marks."),
	stage("quote-typographic", files, "quotation marks of typography hold a value", "YAML knows only the straight ones.", "Write straight ones."),
	stage("bracket-open", files, "a list or group is opened and never closed", "Nobody knows where it ends.", "Close it."),
	stage("indent-tab", files, "a line is indented with a tab", "YAML counts blanks only.", "Write blanks."),
	stage("indent-wrong", files, "a line is indented otherwise than its neighbors", "The indentation says what belongs to what.", "Indent it as the lines above."),
	stage("dash-missing", files, "an entry of a list has no hyphen", "Without it the line belongs to nothing.", "Write a hyphen and a blank before it."),
	stage("key-missing", files, "a line has no key", "The line belongs to no field.", "Write a key before it, or join it with the line above."),
	stage("key-space", files, "there is no space behind the colon of a key", "YAML takes the line for a text.", "Write a blank behind the colon."),
	stage("list-form", files, "a list is written as one text", "Its entries could not be told apart.", "Write it in brackets: [one, two]."),
	stage("space-odd", files, "a space that is no ordinary one stands in the front matter", "YAML takes it for a letter.", "Write an ordinary blank."),
	stage("line-end", files, "lines end as on an old Mac", "Nothing else takes that for the end of a line.", "Save the file again with the line ends of this machine."),
	loose("line-ends-mixed", files, "lines end in two ways", "Some tools show such a file as one line, or as changed throughout.", "Save the file again with one kind of line ends."),
	stage("character-control", files, "a control character stands in a text", "It is no text, and XML cannot hold it.", "Delete it."),
	loose("character-invisible", files, "a character without width stands in a text", "Nobody sees it, and a search for the word does not find it.", "Delete it."),
	loose("character-direction", files, "a character turns the direction of the text", "It can show other words than those that are there.", "Delete it, unless the text runs in two directions."),
	loose("file-name", files, "a file name does not work on Windows", "Who copies the folder there loses the file.", "Rename the file."),
	stage("file-clash", files, "two file names differ in the case of letters only", "On Windows and Macs they are one file.", "Rename one of them."),
	stage("passage-edited", attachment, "the words of an annotation were edited in the article", "Found in the earlier versions of the article that git keeps.", "Paste the new words, if the annotation holds for them too."),
	stage("passage-moved", attachment, "the words of an annotation moved in the article", "Found in the earlier versions of the article that git keeps.", "Paste the line that is named."),
	stage("passage-gone", attachment, "the words of an annotation were deleted from the article", "The finding says what they were.", "Withdraw the annotation, or give it other words."),
	loose("sentence-changed", attachment, "the sentence around a passage changed since it was checked", "The words are the same, but what they say may not be. Compared is the sentence that permalinks.lock keeps of each published check; typography aside.", "Look whether the assessment still holds, then write the day into checked."),
	loose("passage-relocated", attachment, "the words of a check moved to another section", "They may mean something else there. Said of published checks where both sections were there before and are now.", "Look whether the claim is the same there, then write the day into checked."),
	stage("lock-form", publishing, "a line of permalinks.lock is none", "The program writes the file; a merge may have broken it.", "Take the lines of both sides."),
	stage("permalink-gone", publishing, "a published address would be gone", "Readers keep links, and others cite them.", "Say formerly in the record that took its place, or bring the file back with status: withdrawn."),
	stage("assessment-changed", publishing, "a published assessment changed without a correction", "Readers who saw the old one should learn of it.", "Add an item to corrections, with from and to."),
	stage("claim-changed", publishing, "a published claim changed without a correction", "An assessment is about the claim as worded.", "Add an item to corrections, or keep the words of the claim."),
	stage("correction-gone", publishing, "a published correction is gone", "Corrections are a record, and stay.", "Bring it back."),
	stage("site-missing", files, "there is no site.yaml", "Every site has a file content/site.yaml with its format and title.", "Make it with: briefing new site."),
	stage("article-missing", files, "a folder of a briefing has no article", "Annotations belong to an article.md in the folder above them.", "Write article.md, or move the annotations to their briefing."),
	stage("file-unreadable", files, "a file cannot be read", "The machine refused to give the file.", "Look at the file's permissions."),
	loose("file-ignored", files, "a file is not where files of content are", "It is not read and not published.", "Move it to the folder of its kind, or delete it."),
	noted("import-waiting", files, "an import could not place something", "It stands in a folder _unplaced with the reason, and nowhere on the site.", "Put it right and move it to the other files of its kind, or delete it."),
	stage("id-form", files, "a file name cannot be an id", "Names of files are addresses of pages: lower-case letters, digits and hyphens, at most 80 characters.", "Rename the file."),
	stage("not-utf8", files, "a file is not UTF-8 text", "Letters would be shown wrongly.", "Save the file again with the encoding UTF-8."),
	stage("front-matter-missing", files, "a file does not begin with front matter", "The fields stand between two lines of three hyphens at the top.", "Put the first line of hyphens there."),
	stage("front-matter-open", files, "the front matter is never closed", "Without the second line of hyphens nobody knows where the text begins.", "Put a line of three hyphens behind the last field."),
	stage("front-matter-form", files, "the front matter is no YAML", "The fields could not be read.", "Look at the place that is named: mostly a colon, a quotation mark or an indentation."),
	stage("yaml", files, "the front matter cannot be read", "It breaks a rule of YAML.", "Look at the place that is named: mostly a colon, a quotation mark or an indentation."),
	stage("yaml-feature", files, "the front matter uses what is not read", "Anchors, aliases, tags and several documents are refused, since they hide what a field says.", "Write the value out."),
	stage("key-twice", files, "a field stands twice", "Only one value could count, and nobody sees which.", "Join the two, or delete one."),
	stage("key-unknown", files, "there is no such field", "A misspelt field would silently do nothing.", "Correct the name; a field of your own begins with x_."),
	stage("field-missing", files, "a field is missing", "Nothing can be published without it.", "Write the field."),
	stage("value-missing", files, "a field has no value", "An empty field may be a forgotten one.", "Write a value, or delete the line."),
	stage("value-form", files, "a value has another form than its field", "A list stands where a text is meant, or the like.", "Write the form that is named."),
	stage("value-unknown", files, "a value is none of those that the field has", "The program knows what a value means only if it knows the value.", "Take one of the values that are named."),
	stage("text-lost", files, "YAML takes a part of a value for a comment", "The part would be lost.", "Put the value in quotation marks."),
	stage("format-unknown", files, "the content has another format", "Formats are read by the program that knows them.", "Use the program of that format."),
	stage("url-form", sources, "an address is none", "Readers could not follow it.", "Write the whole address, with https://."),
	stage("place-form", sources, "a place in a source is none", "The words of a source are found by their place.", "Write p. 14, ¶ 6, art. 7, table 4 or 00:41:10."),
	stage("extract-long", sources, "an extract has more than 60 words", "Extracts quote; they do not reprint.", "Take the words that the evidence rests on."),
	stage("source-unknown", sources, "there is no such source", "Evidence leads to a source that readers can open.", "Correct the id, or make the source."),
	stage("expert-unknown", quotes, "there is no such expert", "A quote leads to the one who spoke.", "Correct the id, or make the expert."),
	stage("stance-twice", quotes, "an expert has two stances on a claim", "Only one can be meant.", "Delete one of them."),
	stage("editor-unknown", claims, "there is no such editor", "Checks are signed by editors of site.yaml.", "Correct the key, or list the editor."),
	stage("annotation-unknown", attachment, "there is no such annotation", "A reference to nothing would be a dead link.", "Correct the id."),
	stage("country-unknown", numbers, "a country code is none", "Countries are named by ISO 3166-1 alpha-2 codes in lower case: gb, not uk.", "Take the code that is named."),
	stage("country-withdrawn", numbers, "a country code is withdrawn", "It stands for no country any more, so there is no page to link; which of those that took its place is meant, only the editor knows.", "Take one of the codes that are named."),
	stage("date-form", numbers, "a date is none", "Dates are year-month-day, so that nobody takes the day for the month.", "Write 2026-03-14, 2026-03 or 2026."),
	stage("date-order", numbers, "an interval ends before it begins", "One of the two dates is wrong.", "Exchange or correct them."),
	stage("period-form", numbers, "a length of time is none", "It says when a check is due again.", "Write 30 days, 6 months or 1 year."),
	stage("time-form", numbers, "a time has no zone", "An embargo ends at one moment everywhere.", "Write 2026-05-01T06:00+02:00."),
	stage("passage-form", attachment, "a passage is spelled wrongly", "Brackets and dots in a passage have a meaning.", "Look at the spellings in content/README.md."),
	stage("passage-missing", attachment, "the words of an annotation are not in the article", "An annotation never moves to words that it was not about.", "Paste the nearest words, if they are meant."),
	stage("passage-ambiguous", attachment, "the words of an annotation stand in the article several times", "Nobody could tell which ones are meant.", "Add words around them: before [[words]] after."),
	stage("passage-overlap", attachment, "two passages of an annotation overlap", "One annotation marks its words once.", "Delete one of the two."),
	stage("passage-twice", attachment, "the passage of an annotation is given twice", "One place is enough.", "Keep one of the two."),
	{Code: "mention-ambiguous", Group: numbers, Severity: diag.Note, Title: "a name means two things", Doc: "It was not linked, since it may mean either.", Fix: "Write the longer name, or list the phrase in not_mentions."},
	loose("markdown-refused", files, "Markdown is not published as it was written", "Raw HTML and strange addresses are refused, since texts are not trusted.", "Write it in Markdown."),
	stage("path-taken", publishing, "two pages have one address", "One would hide the other.", "Rename one of the two files, or delete the old id from formerly."),
	stage("image-unknown", files, "the picture of an article is not there", "The field image names a file beside the article.", "Put the file there, or correct the name."),
	answer(diag.Warning, "address-missing", "an address does not answer", "Found by briefing links.", "Look whether the page moved; name a copy in archived."),
	answer(diag.Error, "address-dead", "an address is dead", "Found by briefing links: it did not answer on several days.", "Name a copy in archived, and the day in dead."),
	answer(diag.Warning, "address-private", "readers cannot reach an address", "Found by briefing links: it is of a private network.", "Give the address at which the document is published."),
	answer(diag.Note, "address-unclear", "it cannot be told whether an address answers", "Found by briefing links: the server refuses programs, or was slow.", "Open it in a browser."),
	answer(diag.Note, "address-alive", "an address that is said to be dead answers", "Found by briefing links.", "Delete dead."),
	answer(diag.Note, "address-moved", "an address has moved", "Found by briefing links: the server names a new address for good.", "Write the new one."),
	answer(diag.Note, "address-plain", "an address answers with https too", "Found by briefing links.", "Write https."),
	answer(diag.Warning, "extract-gone", "a page no longer holds the words of an extract", "Found by briefing links.", "Compare the page; name the copy that holds them in archived."),
	stage("theme-value", publishing, "a color or font of the theme is none", "It is written into the style sheet, so only colors and names of fonts are taken.", "Write #rrggbb, or names of fonts with commas."),
	loose("theme-contrast", publishing, "words are hard to read in a color of the theme", "The contrast with the paper is less than 4.5 to 1.", "Take a darker color, on dark pages a lighter one."),
	stage("template", publishing, "a template has a fault", "A page could not be made.", "Mend the place that is named."),
	stage("template-unreadable", publishing, "a template cannot be read", "Pages are made of templates.", "Mend the place that is named."),
	stage("template-missing", publishing, "a template is missing", "A page could not be made.", "Put the file back, or delete your folder templates/."),
	{Code: "template-unused", Group: publishing, Severity: diag.Warning, Title: "a template is used by no page", Doc: "Its name may be misspelt.", Fix: "Rename or delete it."},
	stage("check-unknown", publishing, "the field checks names no check", "Nothing would change.", "Correct the code; briefing check --list shows all."),
	stage("check-fixed", publishing, "a check cannot be changed", "Without it readers would be misled, or the site broken.", "Delete the line from site.yaml."),
	stage("allow-unknown", publishing, "what is accepted is no check, or cannot be accepted", "Nothing is accepted by it.", "Correct the code, or mend what it is about."),
	loose("allow-expired", publishing, "what was accepted is so no longer", "The day named in until is past.", "Mend it, or give a new day and reason."),
	loose("allow-useless", publishing, "what is accepted is not there", "A leftover would hide the next fault of that kind.", "Delete the item from allow."),
}

func stage(code, group, title, doc, fix string) Rule {
	return Rule{Code: code, Group: group, Title: title, Doc: doc, Fix: fix, Severity: diag.Error, Fixed: true}
}

// answer is what the command links finds.
func answer(severity diag.Severity, code, title, doc, fix string) Rule {
	return Rule{Code: code, Group: sources, Title: title, Doc: doc, Fix: fix, Severity: severity, IsAnswer: true}
}

func noted(code, group, title, doc, fix string) Rule {
	return Rule{Code: code, Group: group, Title: title, Doc: doc, Fix: fix, Severity: diag.Note}
}

func loose(code, group, title, doc, fix string) Rule {
	return Rule{Code: code, Group: group, Title: title, Doc: doc, Fix: fix, Severity: diag.Warning}
}
