package check

import "briefing/generator/diag"

// stageRules explain what the stages find that read, place, connect and show, and
// what the settings of the checks themselves can get wrong. They judge nothing.
var stageRules = explained(
	stage("fence-form", files, "a line of hyphens has another form", "Front matter stands between two lines of just three hyphens; any other line is read as text, and the fields are lost.", "Write three hyphens and nothing else."),
	stage("value-unquoted", files, "a value has a character that means something in YAML", "A colon with a space behind it, or a first character such as @ or *, ends the value early, so that a part of it would be lost.", "Put the whole value in single quotation marks."),
	stage("quote-open", files, "a quotation mark is opened and never closed", "The fields below would be taken for a part of the value.", "Close it, or put the value in single quotation marks."),
	stage("quote-inside", files, "text stands behind a closing quotation mark", "The value ends at the mark, and what stands behind it would be lost.", "Put the whole value in the other kind of quotation marks."),
	stage("quote-typographic", files, "quotation marks of typography hold a value", "YAML knows only the straight ones, and would take these for letters of the value.", "Write straight ones around the value; inside it any are fine."),
	stage("bracket-open", files, "a list or group is opened and never closed", "Nobody knows where it ends, so the fields below would be lost.", "Close it where the list ends."),
	stage("indent-tab", files, "a line is indented with a tab", "YAML counts blanks only, so it cannot tell what the line belongs to.", "Write blanks, as in the lines above."),
	stage("indent-wrong", files, "a line is indented otherwise than its neighbors", "The indentation says what belongs to what.", "Indent the line as its neighbors are."),
	stage("dash-missing", files, "an entry of a list has no hyphen", "Without it the line is no entry and belongs to nothing.", "Write a hyphen and a blank before it."),
	stage("key-missing", files, "a line has no key", "The line belongs to no field, so it would be lost.", "Write a field's name and a colon before it, or indent it under the line above."),
	stage("key-space", files, "there is no space behind the colon of a key", "YAML takes the whole line for a text, and the field would be missing.", "Write a blank behind the colon."),
	stage("list-form", files, "a list is written as one text", "Its entries could not be told apart: Smith, John may be one or two.", "Write it in brackets: [one, two]."),
	stage("space-odd", files, "a space that is no ordinary one stands in the front matter", "It looks like a blank, but YAML takes it for a letter. Word processors and web pages leave it behind.", "Write an ordinary blank in its place."),
	stage("line-end", files, "lines end as on an old Mac", "Nothing else takes that for the end of a line, so the file is one line.", "Save the file again with the line ends of this machine."),
	loose("line-ends-mixed", files, "lines end in two ways", "Some tools show such a file as one line, or as changed throughout.", "Save the file again with one kind of line ends."),
	stage("character-control", files, "a control character stands in a text", "It is no text, and feeds cannot hold it. Copies out of PDF files bring it along.", "Delete the character that is named."),
	loose("character-invisible", files, "a character without width stands in a text", "Nobody sees it, and a search for the word does not find it.", "Delete it; check --fix does."),
	loose("character-direction", files, "a character turns the direction of the text", "It can show readers other words than those that are there.", "Delete it, unless the text runs in two directions."),
	loose("file-name", files, "a file name does not work on Windows", "Who copies the folder to such a machine loses the file.", "Rename the file; the finding proposes a name."),
	stage("file-clash", files, "two file names differ in the case of letters only", "On Windows and Macs they are one file, so one of them would be lost.", "Rename one of them."),
	stage("passage-edited", attachment, "the words of an annotation were edited in the article", "The note may not hold for the new words, so it is not moved to them silently. Found in the earlier versions of the article that git keeps.", "Read the claim again; if it holds for the new words, paste the line that is named."),
	stage("passage-moved", attachment, "the words of an annotation moved in the article", "The words stand elsewhere now, where they may mean something else. Found in the earlier versions of the article that git keeps.", "Paste the line that is named, if the note is about these words."),
	stage("passage-gone", attachment, "the words of an annotation were deleted from the article", "A note about words that are not there can be found by nobody; published, it must not vanish silently. The finding says what the words were.", "Withdraw the annotation with its reason, or give it other words."),
	loose("sentence-changed", attachment, "the sentence around a passage changed since it was checked", "The words are the same, but what they say may not be. Compared is the sentence that permalinks.lock keeps of each published check; typography aside.", "Look whether the assessment still holds, then write the day into checked."),
	loose("passage-relocated", attachment, "the words of a check moved to another section", "They may mean something else there. Said of published checks where both sections were there before and are now.", "Look whether the claim is the same there, then write the day into checked."),
	stage("lock-form", publishing, "a line of permalinks.lock is none", "The file keeps what was published, so that nothing of it vanishes; a line that cannot be read protects nothing. A merge may have broken it.", "Take the lines of both sides."),
	stage("permalink-gone", publishing, "a published address would be gone", "Readers keep links, and others cite them; they would lead to an error page.", "Say formerly in the record that took its place, or bring the file back with status: withdrawn."),
	stage("assessment-changed", publishing, "a published assessment changed without a correction", "Readers who saw the old one should learn that it was wrong, and why.", "Add an item to corrections, with from and to."),
	stage("claim-changed", publishing, "a published claim changed without a correction", "An assessment is about the claim as worded: changed words under an old verdict mislead.", "Add an item to corrections, or keep the words of the claim."),
	stage("correction-gone", publishing, "a published correction is gone", "Corrections are a record of what readers were told wrongly, and stay.", "Bring the item back as it was."),
	stage("site-missing", files, "there is no site.yaml", "The file content/site.yaml holds the format and the title; without it nothing can be made.", "Make it with: briefing new site."),
	stage("article-missing", files, "a folder of a briefing has no article", "Annotations belong to an article.md in the folder above them, and cannot be shown without.", "Write article.md, or move the annotations to their briefing."),
	stage("file-unreadable", files, "a file cannot be read", "The machine refused to give the file, so it would be missing from the site.", "Look at the file's permissions, and whether another program holds it."),
	loose("file-ignored", files, "a file is not where files of content are", "It is not read and not published, though somebody put it there.", "Move it to the folder of its kind, or delete it; names that begin with _ are let pass."),
	noted("import-waiting", files, "an import could not place something", "It stands in a folder _unplaced with the reason, and nowhere on the site, so what somebody noted is lost to readers.", "Put it right and move it to the other files of its kind, or delete it."),
	stage("id-form", files, "a file name cannot be an id", "Names of files are addresses of pages: lower-case letters, digits and hyphens, at most 80 characters, so that they work everywhere.", "Rename the file; the finding proposes a name."),
	stage("not-utf8", files, "a file is not UTF-8 text", "Letters would be shown wrongly: Ã© for é.", "Save the file again with the encoding UTF-8."),
	stage("front-matter-missing", files, "a file does not begin with front matter", "The fields stand between two lines of three hyphens at the top; without the first they are read as text.", "Put a line of three hyphens before the first field."),
	stage("front-matter-open", files, "the front matter is never closed", "Without the second line of hyphens nobody knows where the text begins.", "Put a line of three hyphens behind the last field."),
	stage("front-matter-form", files, "the front matter is no YAML", "Fields are a name, a colon and a value each; in another form none can be read.", "Look at the place that is named: mostly a colon, a quotation mark or an indentation."),
	stage("yaml", files, "the front matter cannot be read", "It breaks a rule of YAML, the form of the fields, so none of them can be read.", "Look at the place that is named: mostly a colon, a quotation mark or an indentation."),
	stage("yaml-feature", files, "the front matter uses what is not read", "Anchors, aliases, tags and several documents are refused, since they hide what a field says.", "Write the value out."),
	stage("key-twice", files, "a field stands twice", "Only one value could count, and nobody sees which.", "Join the two, or delete one."),
	stage("key-unknown", files, "there is no such field", "A misspelt field would silently do nothing.", "Correct the name; a field of your own begins with x_."),
	stage("field-missing", files, "a field is missing", "Nothing can be published without it: readers would see a gap.", "Write the field; the finding names the line."),
	stage("value-missing", files, "a field has no value", "An empty field may be a forgotten one.", "Write a value, or delete the line."),
	stage("value-form", files, "a value has another form than its field", "A list stands where a text is meant, or the like, so its meaning would be guessed.", "Write the form that is named."),
	stage("value-unknown", files, "a value is none of those that the field has", "The program knows what a value means only if it knows the value.", "Take one of the values that are named."),
	stage("text-lost", files, "YAML takes a part of a value for a comment", "Behind a blank, # begins a comment: the rest of the line would be lost without a word.", "Put the value in quotation marks."),
	stage("format-unknown", files, "the content has another format", "Another format gives fields another meaning, which this program would get wrong.", "Use the program of that format, or write format: 1."),
	stage("url-form", sources, "an address is none", "Readers could not follow it.", "Write the whole address, with https://."),
	stage("place-form", sources, "a place in a source is none", "The words of a source are found by their place, and readers look there.", "Write p. 14, ¶ 6, art. 7, table 4 or 00:41:10."),
	stage("extract-long", sources, "an extract has more than 60 words", "Extracts quote; they do not reprint, which the law and readers' patience limit.", "Take the words that the evidence rests on, at most 60."),
	stage("source-unknown", sources, "there is no such source", "Evidence must lead to a source that readers can open; here it leads to nothing.", "Correct the id, or make it with: briefing new source."),
	stage("expert-unknown", quotes, "there is no such expert", "A quote leads to the one who spoke; here it leads to nobody.", "Correct the id, or make it with: briefing new expert."),
	stage("stance-twice", quotes, "an expert has two stances on a claim", "An expert cannot agree and disagree at once, so readers would not know which is meant.", "Delete one of them."),
	stage("editor-unknown", claims, "there is no such editor", "Checks are signed by editors of site.yaml, so that readers know who answers for them.", "Correct the key, or list the editor in site.yaml."),
	stage("annotation-unknown", attachment, "there is no such annotation", "A reference to nothing would be a dead link.", "Correct the id: the name of its file, without .md."),
	stage("country-unknown", numbers, "a country code is none", "Countries are named by ISO 3166-1 alpha-2 codes in lower case (gb, not uk), or their pages could not be found.", "Take the code that is named."),
	stage("country-withdrawn", numbers, "a country code is withdrawn", "It stands for no country any more, so there is no page to link; which of those that took its place is meant, only the editor knows.", "Take one of the codes that are named."),
	stage("date-form", numbers, "a date is none", "Dates are year-month-day, so that nobody takes the day for the month.", "Write 2026-03-14, 2026-03 or 2026."),
	stage("date-order", numbers, "an interval ends before it begins", "An interval that ends before it begins holds no day, so one of the two dates is wrong.", "Exchange or correct them."),
	stage("period-form", numbers, "a length of time is none", "It says when a check is due again, and cannot be counted.", "Write 30 days, 6 months or 1 year."),
	stage("time-form", numbers, "a time has no zone", "An embargo ends at one moment everywhere; without a zone that could be any of 24.", "Write the hour with its zone: 2026-05-01T06:00+02:00."),
	stage("passage-form", attachment, "a passage is spelled wrongly", "Brackets and dots in a passage have a meaning, and these cannot be read.", "Write before [[the words]] after, or first words … last words."),
	stage("passage-missing", attachment, "the words of an annotation are not in the article", "An annotation never moves to words that it was not about, so it stands nowhere until it has words of the article.", "Paste the nearest words, if they are meant; the finding names them."),
	stage("passage-ambiguous", attachment, "the words of an annotation stand in the article several times", "Nobody could tell which of them are meant.", "Add words around them: before [[words]] after."),
	stage("passage-overlap", attachment, "two passages of an annotation overlap", "One annotation marks its words once; two marks over the same words cannot be shown.", "Delete one of the two, or make them one."),
	stage("passage-twice", attachment, "the passage of an annotation is given twice", "The words stand in quote and at the top of the text, and may come to differ.", "Keep one of the two."),
	Rule{Code: "mention-ambiguous", Group: numbers, Severity: diag.Note, Title: "a name means two things", Doc: "It was not linked, since it may mean either, and a wrong country is worse than none.", Fix: "Write the longer name, or list the phrase in not_mentions."},
	loose("markdown-refused", files, "Markdown is not published as it was written", "Raw HTML and strange addresses are refused, since a text that was pasted could harm readers.", "Write it in Markdown."),
	stage("path-taken", publishing, "two pages have one address", "One would hide the other.", "Rename one of the two files, or delete the old id from formerly."),
	stage("image-unknown", files, "the picture of an article is not there", "Lists and feeds would show a broken picture. The field image names a file beside the article.", "Put the file there, or correct the name."),
	answer(diag.Warning, "address-missing", "an address does not answer", "Readers who follow it get an error. Found by briefing links.", "Look whether the page moved and write the new address; else name a copy in archived."),
	answer(diag.Error, "address-dead", "an address is dead", "Readers can no longer look for themselves. Found by briefing links: it did not answer on several days.", "Name a copy in archived, and the day in dead: then readers are led to the copy."),
	answer(diag.Warning, "address-private", "readers cannot reach an address", "It works in the editor's network alone. Found by briefing links.", "Give the address at which the document is published."),
	answer(diag.Note, "address-unclear", "it cannot be told whether an address answers", "The server refuses programs, or was slow, so nobody knows what readers get. Found by briefing links.", "Open it in a browser; if it is there, nothing is to be done."),
	answer(diag.Note, "address-alive", "an address that is said to be dead answers", "Readers are led to a copy although the page is there. Found by briefing links.", "Delete the line dead."),
	answer(diag.Note, "address-moved", "an address has moved", "Old addresses die once their servers forget the new one. Found by briefing links: the server names a new address for good.", "Write the new one; check --fix does at the same site."),
	answer(diag.Note, "address-plain", "an address answers with https too", "With https nobody on the way can change what readers see. Found by briefing links.", "Write https:// in place of http://."),
	answer(diag.Warning, "extract-gone", "a page no longer holds the words of an extract", "Readers who look find other words than you quote. Found by briefing links --words.", "Compare the page: correct the extract, or name the copy that holds the words in archived."),
	stage("theme-value", publishing, "a color or font of the theme is none", "It is written into the style sheet, so only colors and names of fonts are taken.", "Write #rrggbb, or names of fonts with commas."),
	loose("theme-contrast", publishing, "words are hard to read in a color of the theme", "Many people cannot read them: the contrast with the paper is less than 4.5 to 1.", "Take a darker color, on dark pages a lighter one."),
	stage("template", publishing, "a template has a fault", "The pages that are made with it cannot be made.", "Mend the place that is named; templates/README.md lists what a template gets."),
	stage("template-unreadable", publishing, "a template cannot be read", "The pages that are made with it cannot be made.", "Mend the place that is named, or look at the file's permissions."),
	stage("template-missing", publishing, "a template is missing", "The pages that are made with it cannot be made.", "Put the file back, or delete your folder templates/ to use those of the program."),
	Rule{Code: "template-unused", Group: publishing, Severity: diag.Warning, Title: "a template is used by no page", Doc: "Its name may be misspelt, so that the page is made with another one.", Fix: "Rename it as the program names it, or delete it."},
	stage("check-unknown", publishing, "the field checks names no check", "The line changes nothing, though somebody meant it to.", "Correct the code; briefing check --list shows all."),
	stage("check-fixed", publishing, "a check cannot be changed", "Without it readers would be misled, or the site broken.", "Delete the line from site.yaml, and mend what the check finds."),
	stage("allow-unknown", publishing, "what is accepted is no check, or cannot be accepted", "Nothing is accepted by it, though somebody meant it to.", "Correct the code, or mend what it is about."),
	loose("allow-expired", publishing, "what was accepted is so no longer", "It was accepted for a time, and the day named in until is past.", "Mend it, or give a new day and reason."),
	loose("allow-useless", publishing, "what is accepted is not there", "A leftover would hide the next fault of that kind.", "Delete the item from allow."),
)

func stage(code, group, title, doc, fix string) Rule {
	return Rule{Code: code, Group: group, Title: title, Doc: doc, Fix: fix, Severity: diag.Error, Fixed: true}
}

// answer is what the command links finds.
func answer(severity diag.Severity, code, title, doc, fix string) Rule {
	return Rule{Code: code, Group: sources, Title: title, Doc: doc, Fix: fix, Severity: severity, IsAnswer: true}
}

func loose(code, group, title, doc, fix string) Rule {
	return Rule{Code: code, Group: group, Title: title, Doc: doc, Fix: fix, Severity: diag.Warning}
}

func noted(code, group, title, doc, fix string) Rule {
	return Rule{Code: code, Group: group, Title: title, Doc: doc, Fix: fix, Severity: diag.Note}
}
