package check

import (
	"strings"

	"briefing/generator/diag"
)

var formRules = []Rule{
	{Code: "link-missing", Group: files, Severity: diag.Error, Fixed: true, run: linkMissing,
		Title: "a link inside the site leads to nothing", Fix: "Name the Markdown file, or the picture, as seen from this file: ../../sources/post.md.",
		Doc: "Readers would get an error page. Looked at are links and pictures inside the site.",
		Bad: written("", "See [this](../../sources/postt.md)."), Good: written("", words+" See [this](../../sources/post.md).") + annotation(tunnels+"context: post")},
	{Code: "heading-missing", Group: files, Severity: diag.Error, run: headingMissing,
		Title: "a link leads to a heading that is not there", Fix: "Correct what stands behind #: the words of the heading, in lower case, with hyphens.",
		Doc: "Readers would land at the top and look for the place. Links to headings of the same text and of articles are looked at.",
		Bad: written("", "See [this](#hre).\n\n## Here"), Good: written("", "See [this](#here).\n\n## Here")},
	{Code: "alt-missing", Group: files, Severity: diag.Error, run: altMissing,
		Title: "a picture has no words for those who do not see it", Fix: "Write what it shows between the brackets: ![The north portal](media/portal.jpg).",
		Doc: "Screen readers read these words aloud, and they stand there when the picture does not load.",
		Bad: written("", "![](https://a.example/x.png)"), Good: written("", "![The pass in May](https://a.example/x.png)")},
	{Code: "alt-useless", Group: files, Severity: diag.Warning, run: altUseless,
		Title: "the words for a picture are a file name", Fix: "Write what the picture shows.",
		Doc: "Words such as image or IMG_2034.jpg tell somebody who does not see the picture nothing.",
		Bad: written("", "![IMG_2034.jpg](https://a.example/x.png)"), Good: written("", "![The pass in May](https://a.example/x.png)")},
	{Code: "link-vague", Group: files, Severity: diag.Warning, run: linkVague,
		Title: "the words of a link say nothing", Fix: "Let the words say where the link leads.",
		Doc: "Whoever jumps from link to link, as with a screen reader, hears only these words.",
		Bad: written("", "[Click here](https://a.example/x) for more."), Good: written("", "[Here is the bulletin](https://a.example/x).")},
	{Code: "heading-skipped", Group: files, Severity: diag.Warning, run: headingSkipped,
		Title: "a heading skips a level", Fix: "Take one # less, so that each level follows the one above.",
		Doc: "Readers who navigate by headings look for the level between.",
		Bad: written("", "Text.\n\n## One\n\n#### Two"), Good: written("", "Text.\n\n## One\n\n### Two\n\n## Three")},
	{Code: "heading-twice", Group: files, Severity: diag.Note, run: headingTwice,
		Title: "two headings of a text are the same", Fix: "Name in each heading what is different about it.",
		Doc: "Neither a list of contents nor a link tells them apart.",
		Bad: written("", "Text.\n\n## Guards\n\nOne.\n\n## Guards\n\nTwo."), Good: written("", "Text.\n\n## Guards\n\nOne.\n\n## Guards of the pass\n\nTwo.")},
	{Code: "name-case", Group: files, Severity: diag.Warning, run: nameCase,
		Title: "a file name does not work everywhere", Fix: "Take lower-case letters, digits, hyphens and dots.",
		Doc:  "Servers and archives differ in blanks, accents and case. Capital letters alone are let pass unless two names differ only in them.",
		Bad:  "-- content/briefings/pass/media/the pass.jpg --\njpg\n",
		Good: "-- content/briefings/pass/media/IMG_2034.jpg --\njpg\n"},
	{Code: "media-unused", Group: files, Severity: diag.Note, run: mediaUnused,
		Title: "a file of media is used by no text", Fix: "Use it in a text, or delete it.",
		Doc:  "Every file in media/ is published, also one that was left by mistake. Links and pictures of all texts and the field image are looked at.",
		Bad:  "-- content/briefings/pass/media/pass.jpg --\njpg\n",
		Good: written("", "![The pass](media/pass.jpg)") + "-- content/briefings/pass/media/pass.jpg --\njpg\n"},
	{Code: "credit-missing", Group: files, Severity: diag.Warning, run: creditMissing,
		Title: "a picture has no credit", Fix: "Write who made it and its license in quotation marks behind the address.",
		Doc:  "Readers see the words when they point at the picture. Whether the license allows the use is for the editor to know.",
		Bad:  written("", "![The pass in May](media/pass.jpg)") + pass,
		Good: written("", "![The pass in May](media/pass.jpg \"Photo: Nora Kell, CC BY 4.0\")") + pass},
	{Code: "picture-elsewhere", Group: files, Severity: diag.Warning, run: pictureElsewhere,
		Title: "a picture is on another host", Fix: "Put it into the folder media/ of the briefing.",
		Doc:  "The other host learns who reads the page, may change the picture, and pages are told to load nothing from elsewhere, so it is not shown.",
		Bad:  written("", "![The pass in May](https://a.example/pass.jpg)"),
		Good: written("", "![The pass in May](media/pass.jpg)") + pass},
	{Code: "page-heavy", Group: files, Severity: diag.Warning, run: pageHeavy,
		Title: "the pictures of a page have more than 2 MB", Fix: "Save the picture that is named smaller.",
		Doc:  "Readers on the road pay for every byte. Added up are the pictures of a text and the image of its article; what readers never see is not counted.",
		Bad:  written("", "![The pass in May](media/pass.jpg)") + heavyPass(2_000_001),
		Good: written("", "![The pass in May](media/pass.jpg)") + heavyPass(1_999_000)},
	{Code: "table-headless", Group: files, Severity: diag.Warning, run: tableHeadless,
		Title: "columns of a table have no heading", Fix: "Name the columns in the first line of the table.",
		Doc:  "Who hears the table read aloud is told the heading with each cell. The first column may go without one.",
		Bad:  written("", words+"\n\n| | |\n|---|---|\n| first | long |"),
		Good: written("", words+"\n\n| | length |\n|---|---|\n| first | long |")},
	{Code: "language-unsaid", Group: files, Severity: diag.Warning, run: languageUnsaid, article: articleLanguage,
		Title: "a text is in another script, and its language is not said", Fix: "Write lang into the extract or the source; for articles language into site.yaml.",
		Doc:  "Browsers choose letters, hyphens and voices by the language. It is told by the letters alone: French on an English site is not seen.",
		Bad:  source(web + "extracts: [{words: Два из трёх тоннелей, translation: Two of three tunnels, translated_by: the desk}]"),
		Good: source(web + "extracts: [{words: Два из трёх тоннелей, lang: ru, translation: Two of three tunnels, translated_by: the desk}]")},
}

// pass is a picture.
const pass = "-- content/briefings/pass/media/pass.jpg --\njpg\n"

// heavyPass is a picture of as many bytes.
func heavyPass(bytes int) string {
	return "-- content/briefings/pass/media/pass.jpg --\n" + strings.Repeat("x", bytes-1) + "\n"
}
