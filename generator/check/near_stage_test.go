package check

// Case is a fault that a stage finds and what looks like it and is none.
type Case struct{ Bad, Near string }

// file is a file of content.
func file(name, text string) string { return "-- content/" + name + " --\n" + text }

// lock is the lock of a site with one line.
func lock(line string) string { return file("permalinks.lock", line+"\n") }

// drilled is an annotation with other front matter and a text.
func drilled(front, body string) string { return annotation(front) + body + "\n" }

const told = "The sentence says more. "

// Staged holds a fault and a near miss for the codes of the stages before and behind.
var Staged = map[string]Case{
	"fence-form":          {file("sources/drill.md", "----\ntitle: A\ntype: web\n---\n"), file("sources/drill.md", "---\ntitle: A ----\ntype: web\n---\n----\n")},
	"value-unquoted":      {source("type: web\ncontainer: One: two"), source("type: web\ncontainer: One:two")},
	"quote-open":          {source("type: web\ncontainer: \"One"), source("type: web\ncontainer: One\"")},
	"quote-inside":        {source("type: web\ncontainer: \"One\" two"), source("type: web\ncontainer: One \"two\"")},
	"quote-typographic":   {source("type: web\ncontainer: “One: two”"), source("type: web\ncontainer: “One” two")},
	"bracket-open":        {source("type: web\nauthors: [One"), source("type: web\nauthors: [One\n  ]")},
	"indent-tab":          {source("type: web\nextracts:\n\t- words: b"), source("type: web\nextracts:\n  - words: b\tc")},
	"indent-wrong":        {source("type: web\n  date: 2026"), source("type: web\nextracts:\n    - words: b")},
	"dash-missing":        {drilled(tunnels+"countries:\n  - kz\n  kg", "Text."), drilled(tunnels+"countries:\n  - kz\n  - kg", "Text.")},
	"key-missing":         {source("type: web\ncontainer: One\nand two"), source("type: web\ncontainer: One\n  and two")},
	"key-space":           {source("type: web\ncontainer:One"), source("type: web\ncontainer :  One")},
	"list-form":           {drilled(tunnels+"countries: kz, kg", "Text."), drilled(tunnels+"countries: kz", "Text.")},
	"space-odd":           {source("type: web\n\u00a0container: b"), source("type: web\ncontainer: a\u00a0b")},
	"line-end":            {file("sources/drill.md", "---\rtitle: A\rtype: web\r---\r"), file("sources/drill.md", "---\r\ntitle: A\r\ntype: web\r\n---\r\n")},
	"line-ends-mixed":     {file("sources/drill.md", "---\ntitle: A\r\ntype: web\n---\n"), file("sources/drill.md", "---\r\ntitle: A\r\ntype: web\r\n---\r\n")},
	"character-control":   {source("type: web\ncontainer: A\x01b"), source("type: web\ncontainer: A\\x01b")},
	"character-invisible": {source("type: web\ncontainer: A\u200bb"), source("type: web\ncontainer: A\u202fb")},
	"character-direction": {source("type: web\ncontainer: A\u202eb"), source("type: web\ncontainer: أب")},
	"file-name":           {file("sources/con.md", "---\ntitle: A\ntype: web\n---\n"), file("sources/con-2.md", "---\ntitle: A\ntype: web\n---\n")},
	"file-clash":          {file("briefings/pass/media/a.png", "x\n") + file("briefings/pass/media/A.png", "x\n"), file("briefings/pass/media/a.png", "x\n") + file("briefings/pass/media/a.PDF", "x\n")},
	"lock-form":           {lock("<<<<<<< ours"), lock("# <<<<<<< ours")},
	"permalink-gone":      {lock("sources/drill - - - 0"), lock("sources/post - - - 0")},
	"assessment-changed": {lock("briefings/pass/a 2026-04-10 supported 0123456789ab 0") + annotation(tunnels+"assessment: contradicted\ncontradicts: bulletin p. 2\nchecked: 2026-04-10"),
		lock("briefings/pass/a 2026-04-10 supported 0123456789ab 0") + annotation(tunnels+"assessment: contradicted\ncontradicts: bulletin p. 2\ncorrections: [{date: 2026-04-12, what: It was wrong., from: supported, to: contradicted}]")},
	"claim-changed": {lock("briefings/pass/a 2026-04-10 supported 0123456789ab 0") + annotation(supported),
		lock("briefings/pass/a 2026-04-10 - - 0") + annotation(supported)},
	"correction-gone": {lock("briefings/pass 2026-04-10 - - 1") + written("", words), lock("briefings/pass 2026-04-10 - - 1") + written("corrections: [{date: 2026-04-12, what: It was wrong.}]", words)},
	"sentence-changed": {lock(`briefings/pass/a 2026-04-10 supported 0123456789ab 1 2026-04-10 "Arvenia gladly finances [[two of the three tunnels]] under the pass."`) + annotation(supported+"checked: 2026-04-10\ncorrections: [{date: 2026-04-12, what: It was wrong.}]"),
		lock(`briefings/pass/a 2026-04-10 supported 0123456789ab 1 2026-04-09 "Arvenia gladly finances [[two of the three tunnels]] under the pass."`) + annotation(supported+"checked: 2026-04-10\ncorrections: [{date: 2026-04-12, what: It was wrong.}]")},
	"passage-relocated":    {lock(relocated("#guards")) + sections(), lock(relocated("#roads-and-guards")) + sections()},
	"article-missing":      {file("briefings/road/annotations/a.md", "---\nwhole: true\n---\nText.\n"), file("briefings/road/article.md", "---\ntitle: T\ndate: 2026-04-10\n---\nText.\n")},
	"file-ignored":         {file("briefings/pass/a.md", "---\nwhole: true\n---\nText.\n"), file("briefings/pass/README.md", "---\nwhole: true\n---\nText.\n")},
	"import-waiting":       {file("sources/_unplaced/a.md", "---\ntitle: A\n# not placed: there is no type\n---\n"), file("sources/_kept/a.md", "---\ntitle: A\n# not placed: there is no type\n---\n")},
	"id-form":              {file("sources/Drill_1.md", "---\ntitle: A\ntype: web\n---\n"), file("sources/drill-1.md", "---\ntitle: A\ntype: web\n---\n")},
	"not-utf8":             {source("type: web\ncontainer: \xe9"), source("type: web\ncontainer: é")},
	"front-matter-missing": {file("sources/drill.md", "title: A\ntype: web\n---\n"), file("sources/drill.md", "\ufeff---\ntitle: A\ntype: web\n---\n")},
	"front-matter-open":    {file("sources/drill.md", "---\ntitle: A\ntype: web\n\nText.\n"), file("sources/drill.md", "---\ntitle: A\ntype: web\n---")},
	"front-matter-form":    {file("sources/drill.md", "---\n- title: A\n---\n"), file("sources/drill.md", "---\ntitle: A\ntype: web\nauthors:\n- B\n---\n")},
	"yaml":                 {file("sources/drill.md", "---\n%YAML 1.1\n---\n"), source("type: web\ncontainer: a %YAML 1.1")},
	"yaml-feature":         {source("type: web\ncontainer: &a b"), source("type: web\ncontainer: b & a")},
	"key-twice":            {source("type: web\ntype: news"), source("type: web\nx_type: news")},
	"key-unknown":          {source("type: web\npubliser: B"), source("type: web\nx_publiser: B")},
	"field-missing":        {file("sources/drill.md", "---\ntitle: A\n---\n"), file("pages/drill.md", "---\ntitle: A\n---\n")},
	"value-missing":        {source("type: web\ndate:"), source("type: web\nx_date:")},
	"value-form":           {source("type: web\ncontainer: [A]"), source("type: web\ncontainer: A [B]")},
	"value-unknown":        {source("type: website"), source("type: web")},
	"text-lost":            {source("type: web\ncontainer: Rank # 1"), source("type: web\ncontainer: Rank#1")},
	"format-unknown":       {file("site.yaml", "format: 2\ntitle: T\n"), file("site.yaml", "format: '1'\ntitle: T\n")},
	"url-form":             {source("type: web\nurl: a.example"), source("type: web\nurl: http://a.example")},
	"place-form":           {annotation(tunnels + "context: bulletin 00.41.10"), annotation(tunnels + "context: bulletin 00:41:10")},
	"extract-long":         {source("type: web\nextracts: [{words: " + sixty + " more}]"), source("type: web\nextracts: [{words: " + sixty + "}]")},
	"source-unknown":       {annotation(tunnels + "context: Bulletin"), annotation(tunnels + "context: bulletin")},
	"expert-unknown":       {annotation(guards + "expert: lida-orbelli\nsaid_in: lecture"), annotation(guards + "speaker: lida-orbelli\nsaid_in: lecture")},
	"stance-twice":         {drilled(tunnels+"experts: [{agrees: lida-orbeli, disagrees: lida-orbeli, said_in: lecture}]", told), drilled(tunnels+"experts: [{agrees: lida-orbeli, said_in: lecture}, {disagrees: lida-orbeli, said_in: lecture}]", told)},
	"editor-unknown":       {siteFile("editors: {nk: Nora Kell}") + drilled(tunnels+"by: nora", told), siteFile("editors: {nora: Nora Kell}") + drilled(tunnels+"by: nora", told)},
	"annotation-unknown":   {drilled(tunnels+"see: [b]", told), drilled(tunnels+"see: [z]", told) + another("whole: true") + told + "\n"},
	"country-unknown":      {drilled(tunnels+"countries: [uk]", told), drilled(tunnels+"countries: [no]", told)},
	"country-withdrawn":    {drilled(tunnels+"countries: [su]", told), drilled(tunnels+"countries: [sk]", told)},
	"date-form":            {source("type: web\ndate: 2026-02-30"), source("type: web\ndate: 2026-02-28")},
	"date-order":           {source("type: web\ndate: 2026-02/2026-01"), source("type: web\ndate: 2026-02/2026-02")},
	"period-form":          {drilled(tunnels+"recheck_after: 6 moons", told), drilled(tunnels+"recheck_after: 1 month", told)},
	"time-form":            {bare(draft + "\nembargo: 2026-05-01T06:00"), bare(draft + "\nembargo: 2026-05-01T06:00Z")},
	"passage-form":         {drilled("quote: two of [[the three tunnels", told), drilled("quote: two of [[the three]] tunnels", told)},
	"passage-missing":      {drilled("quote: two of the four tunnels", told), drilled("quote: two  of the three tunnels", told)},
	"passage-ambiguous":    {drilled("quote: the", told), drilled("quote: 'The [[guards]]'", told)},
	"passage-overlap":      {drilled("quote: [two of the three, the three tunnels]", told), drilled("quote: [two of the, three tunnels]", told)},
	"passage-twice":        {annotation("quote: two of the three") + "> two of the three\n\nText.\n", annotation("quote: two of the three") + "Text.\n\n> two of the three\n"},
	"mention-ambiguous":    {written("", "Georgia is a name."), written("not_mentions: [Georgia is]", "Georgia is a name.")},
	"markdown-refused":     {written("", "The <b>pass</b>."), written("", "The `<b>pass</b>`.")},
	"path-taken":           {file("pages/search.md", "---\ntitle: A\n---\n"), file("pages/searches.md", "---\ntitle: A\n---\n")},
	"image-unknown":        {written("image: media/pas.jpg", words) + pass, written("image: media/pass.jpg", words) + pass},
	"theme-value":          {siteFile("theme: {ink: red}"), siteFile("theme: {ink: '#332200'}")},
	"theme-contrast":       {siteFile("theme: {ink: '#cccccc'}"), siteFile("theme: {ink: ['#333333', '#eeeeee']}")},
	"check-unknown":        {siteFile("checks: {one-sorce: off}"), siteFile("checks: {one-source: off}")},
	"check-fixed":          {siteFile("checks: {evidence-missing: off}"), siteFile("checks: {one-source: off}")},
	"allow-unknown":        {source("type: web\nallow: [{code: source-unusd, because: Soon.}]"), source("type: web\nallow: [{code: source-unused, because: Soon.}]")},
	"allow-expired":        {source("type: web\nallow: [{code: source-unused, because: Soon., until: 2026-05-30}]"), source("type: web\nallow: [{code: source-unused, because: Soon., until: 2026-06-01}]")},
	"allow-useless":        {source("type: web\nallow: [{code: isbn-form, because: Old.}]"), source("type: web\nallow: [{code: source-unused, because: Old.}]")},
}

// Elsewhere says of the other codes in which file a test shows them: they need more
// than files of content.
var Elsewhere = map[string]string{
	"passage-edited": "testdata/past.txtar", "passage-moved": "place/past_test.go", "passage-gone": "testdata/past.txtar",
	"site-missing": "check/example_test.go", "file-unreadable": "check/example_test.go",
	"address-missing": "testdata/links.txtar", "address-dead": "testdata/links.txtar", "address-private": "testdata/links.txtar",
	"address-unclear": "testdata/links.txtar", "address-alive": "links/find_test.go", "address-moved": "testdata/links.txtar",
	"address-plain": "links/find_test.go", "extract-gone": "testdata/links.txtar",
	"template": "render/render_test.go", "template-unreadable": "render/render_test.go",
	"template-missing": "render/render_test.go", "template-unused": "render/render_test.go",
}

// sixty is as many words as an extract may have.
const sixty = ten + ten + ten + ten + ten + "one two three four five six seven eight nine ten"

const ten = "one two three four five six seven eight nine ten "

// relocated is a check that stood in a section, and another one in the section roads.
func relocated(section string) string {
	return `briefings/pass/a 2026-04-10 supported 0123456789ab 1 2026-04-10 ` + section + ` "[[two of the three tunnels]]"` +
		"\nbriefings/pass/z 2026-04-10 supported 0123456789ab 1 2026-04-10 #roads \"[[pass is high]]\""
}

// sections is an article with two of them.
func sections() string {
	corrected := "assessment: supported\nsupports: bulletin p. 2\nchecked: 2026-04-10\ncorrections: [{date: 2026-04-12, what: It was wrong.}]"
	return written("", "## Roads\n\n"+words+" The pass is high.\n\n## Guards\n\nThe road is long.") +
		annotation("quote: two of the three tunnels\n"+corrected) + another("quote: pass is high\n"+corrected)
}
