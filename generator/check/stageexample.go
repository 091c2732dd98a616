package check

import "strings"

// sample is a fault that a stage finds, and what looks like it and is none.
type sample struct{ bad, near string }

// file is a file of content.
func file(name, text string) string { return "-- content/" + name + " --\n" + text }

// lock is the lock of a site with one line.
func lock(line string) string { return file("permalinks.lock", line+"\n") }

// drilled is an annotation with other front matter and a text.
func drilled(front, body string) string { return annotation(front) + body + "\n" }

// draft is the front matter of an article that is one.
const draft = "title: Who keeps the pass open?\ndate: 2026-04-10\nstatus: draft"

const told = "The sentence says more. "

// staged holds a fault and a near miss for the codes of the stages before and behind. Where
// the near miss is not the fault, mended, that is in mended.
var staged = map[string]sample{
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

// mended are faults of [staged], mended.
var mended = map[string]string{
	"sentence-changed": lock(`briefings/pass/a 2026-04-10 supported - 1 2026-04-10 "Arvenia gladly finances [[two of the three tunnels]] under the pass."`) +
		annotation(supported+"checked: 2026-05-02\ncorrections: [{date: 2026-04-12, what: It was wrong.}]"),
	"passage-relocated":   strings.NewReplacer("checked: 2026-04-10", "checked: 2026-05-02", "0123456789ab", "-").Replace(lock(relocated("#guards")) + sections()),
	"fence-form":          file("sources/drill.md", "---\ntitle: A\ntype: web\n---\n"),
	"value-unquoted":      source("type: web\ncontainer: 'One: two'"),
	"quote-open":          source("type: web\ncontainer: \"One\""),
	"quote-inside":        source("type: web\ncontainer: '\"One\" two'"),
	"quote-typographic":   source("type: web\ncontainer: 'One: two'"),
	"bracket-open":        source("type: web\nauthors: [One]"),
	"indent-tab":          source("type: web\nextracts:\n  - words: b"),
	"indent-wrong":        source("type: web\ndate: 2026"),
	"key-missing":         source("type: web\ncontainer: One and two"),
	"key-space":           source("type: web\ncontainer: One"),
	"list-form":           drilled(tunnels+"countries: [kz, kg]", "Text."),
	"space-odd":           source("type: web\ncontainer: b"),
	"line-ends-mixed":     file("sources/drill.md", "---\ntitle: A\ntype: web\n---\n"),
	"line-end":            file("sources/drill.md", "---\ntitle: A\ntype: web\n---\n"),
	"character-control":   source("type: web\ncontainer: Ab"),
	"character-invisible": source("type: web\ncontainer: Ab"),
	"character-direction": source("type: web\ncontainer: Ab"),
	"file-clash":          file("briefings/pass/media/a.png", "x\n") + file("briefings/pass/media/a-wide.png", "x\n"),
	"lock-form":           lock("sources/post - - - 0"),
	"permalink-gone":      lock("sources/drill - - - 0") + file("sources/last-drill.md", "---\ntitle: The last drill\ntype: web\nformerly: [drill]\n---\n") + annotation(tunnels+"context: last-drill"),
	"claim-changed": lock("briefings/pass/a 2026-04-10 supported 0123456789ab 0") +
		annotation(supported+"corrections: [{date: 2026-04-12, what: 'The first version said three tunnels; it is two.'}]"),
	"file-ignored":         file("briefings/pass/annotations/a.md", "---\nwhole: true\n---\nText.\n"),
	"import-waiting":       file("sources/a.md", "---\ntitle: A\ntype: web\n---\n"),
	"front-matter-missing": file("sources/drill.md", "---\ntitle: A\ntype: web\n---\n"),
	"front-matter-open":    file("sources/drill.md", "---\ntitle: A\ntype: web\n---\n\nText.\n"),
	"front-matter-form":    file("sources/drill.md", "---\ntitle: A\ntype: web\n---\n"),
	"yaml":                 file("sources/drill.md", "---\ntitle: A\ntype: web\n---\n"),
	"yaml-feature":         source("type: web\ncontainer: b"),
	"key-twice":            source("type: news"),
	"key-unknown":          source("type: web\npublisher: B"),
	"field-missing":        file("sources/drill.md", "---\ntitle: A\ntype: report\n---\n"),
	"value-missing":        source("type: web\ndate: 2026-02-01"),
	"value-form":           source("type: web\ncontainer: A"),
	"text-lost":            source("type: web\ncontainer: 'Rank # 1'"),
	"format-unknown":       siteFile("language: en"),
	"url-form":             source("type: web\nurl: https://a.example/"),
	"country-unknown":      drilled(tunnels+"countries: [gb]", told),
	"country-withdrawn":    drilled(tunnels+"countries: [ru]", told),
	"expert-unknown":       annotation(guards + "expert: lida-orbeli\nsaid_in: lecture 00:38:02"),
	"stance-twice":         drilled(tunnels+"experts: [{agrees: lida-orbeli, said_in: lecture}]", told),
	"editor-unknown":       siteFile("editors: {nk: Nora Kell}") + drilled(tunnels+"by: nk", told),
	"passage-missing":      drilled("quote: two of the three tunnels", told),
	"passage-twice":        annotation("quote: two of the three") + "Text.\n",
	"mention-ambiguous":    written("not_mentions: [Georgia]", "Georgia is a name."),
	"markdown-refused":     written("", "The **pass**."),
	"path-taken":           file("pages/about-search.md", "---\ntitle: A\n---\n"),
	"check-fixed":          siteFile(""),
	"allow-expired":        source("type: web\nallow: [{code: source-unused, because: Soon., until: 2026-12-31}]"),
	"allow-useless":        source("type: web"),
}

// elsewhere are examples of what files of content alone cannot show: a second version, a
// network, templates.
var elsewhere = map[string]sample{
	"passage-edited":      {"the article said:  finance two of the three tunnels\nit says now:       finance two of the four tunnels\n" + annotation("quote: finance two of the three tunnels"), "look at the claim again, then\n" + annotation("quote: finance two of the four tunnels")},
	"passage-moved":       {"the article said:  The road is long. Arvenia pays.\nit says now:       Arvenia pays, and pays again. The road is long.\n" + annotation("quote: Arvenia pays"), annotation("quote: '[[Arvenia pays]], and'")},
	"passage-gone":        {"the article no longer has the sentence:  The drill was the third.\n" + annotation("quote: The drill was the third"), annotation("quote: The drill was the third\nstatus: withdrawn\nwithdrawn_because: The article no longer says it.")},
	"site-missing":        {"content/briefings/pass/article.md, and no content/site.yaml\n", siteFile("")},
	"file-unreadable":     {"-rw------- root  content/sources/drill.md\n", "-rw-r--r-- nora  content/sources/drill.md\n"},
	"address-missing":     {source("type: web\nurl: https://agency.example/old"), source("type: web\nurl: https://agency.example/new")},
	"address-dead":        {source("type: web\nurl: https://agency.example/old"), source("type: web\nurl: https://agency.example/old\ndead: 2026-05-01\narchived: https://web.archive.org/web/20260402101500/https://agency.example/old")},
	"address-private":     {source("type: web\nurl: https://intranet.agency.example/drill"), source("type: web\nurl: https://agency.example/drill")},
	"address-unclear":     {source("type: web\nurl: https://paper.example/behind-a-wall"), "open it in a browser; if it is there, nothing is to be done\n"},
	"address-alive":       {source("type: web\nurl: https://agency.example/drill\ndead: 2026-05-01"), source("type: web\nurl: https://agency.example/drill")},
	"address-moved":       {source("type: web\nurl: https://agency.example/2026/drill"), source("type: web\nurl: https://agency.example/archive/drill")},
	"address-plain":       {source("type: web\nurl: http://agency.example/drill"), source("type: web\nurl: https://agency.example/drill")},
	"extract-gone":        {"the page was rewritten\n" + source("type: web\nurl: https://agency.example/drill\nextracts: [{words: It was the third}]"), source("type: web\nurl: https://agency.example/drill\narchived: https://web.archive.org/web/20260402101500/https://agency.example/drill\nextracts: [{words: It was the third}]")},
	"template":            {"-- templates/source.html --\n{{.Titel}}\n", "-- templates/source.html --\n{{.Title}}\n"},
	"template-unreadable": {"-rw------- root  templates/source.html\n", "-rw-r--r-- nora  templates/source.html\n"},
	"template-missing":    {"templates/ without source.html, which another template names\n", "-- templates/source.html --\n{{.Title}}\n"},
	"template-unused":     {"-- templates/sorce.html --\n{{.Title}}\n", "-- templates/source.html --\n{{.Title}}\n"},
}

// explained returns the rules with their examples.
func explained(rules ...Rule) []Rule {
	for i := range rules {
		r := &rules[i]
		s, isStaged := staged[r.Code]
		if !isStaged {
			s = elsewhere[r.Code]
		}
		r.Bad, r.Good = s.bad, s.near
		if good, ok := mended[r.Code]; ok {
			r.Good = good
		}
	}
	return rules
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
