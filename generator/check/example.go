package check

// The functions of this file write examples: files over the small site of
// testdata/example.txtar.

func annotation(front string) string {
	return "-- content/briefings/pass/annotations/a.md --\n---\n" + front + "\n---\n"
}

func another(front string) string {
	return "-- content/briefings/pass/annotations/z.md --\n---\n" + front + "\n---\n"
}

func source(front string) string {
	return "-- content/sources/drill.md --\n---\ntitle: The third drill\n" + front + "\n---\n"
}

func expert(front string) string {
	return "-- content/experts/lida-orbeli.md --\n---\nname: Lida Orbeli\n" + front + "\n---\n"
}

// written is an article with a date, a status and a summary.
func written(front, body string) string {
	if front != "" {
		front += "\n"
	}
	return "-- content/briefings/pass/article.md --\n---\ntitle: Who keeps the pass open?\ndate: 2026-04-10\nstatus: published\n" +
		front + "---\n" + body + "\n"
}

// bare is an article whose whole front matter is given.
func bare(front string) string {
	return "-- content/briefings/pass/article.md --\n---\n" + front + "\n---\n" + words + "\n"
}

// words is the article of the small site.
const words = "Arvenia finances two of the three tunnels under the pass. The guards are from the north."

func siteFile(lines string) string {
	return "-- content/site.yaml --\nformat: 1\ntitle: Pass Notes\n" + lines + "\n"
}
