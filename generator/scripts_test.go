package main

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Names and passages of every script are placed and shown, from right to left too.
func TestNamesAndPassagesOfEveryScript(t *testing.T) {
	dir := t.TempDir()
	article := "---\ntitle: B\ndate: 2026-01-01\nstatus: published\n---\n"
	files := map[string]string{
		"content/site.yaml":    "format: 1\ntitle: T\n",
		"content/sources/s.md": "---\ntitle: S\ntype: web\n---\n",
	}
	names := []string{
		"Nguyễn Thị Minh Khai", "Łukasz Żółć", "Ὀδυσσεύς Παπαδόπουλος", "Темур Умаров", "Նարեկ Աբրահամյան", "ნინო ბერიძე", "יעל כהן־לוי", "محمد بن سلمان آل سعود",
		"प्रिया शर्मा", "রবীন্দ্রনাথ ঠাকুর", "தமிழ்ச்செல்வி முருகன்", "สมชาย ใจดี", "ຄຳໃຫຍ່ ສີສຸກ", "དབང་ཕྱུག་ རྒྱ་མཚོ", "အောင်ဆန်းစုကြည်", "አበበ ብቂላ", "ធារ៉ា សុខ",
		"ᠪᠠᠲᠤ ᠪᠠᠶᠠᠷ", "習近平主席", "さくら たなか", "김영희 박사", "ᏣᎳᎩ ᏗᏂᏲᏟ", "𐤀𐤁𐤂 𐤃𐤄𐤅", "👩🏽‍🔬 Ada 🇰🇿", "Zoë\u0301 d’Été", "ÅSE ǅ ﬁn",
	}
	for i, name := range names {
		article += fmt.Sprintf("Number %d: %s said so, and more.\n\n", i, name)
		files[fmt.Sprintf("content/experts/e%d.md", i)] = fmt.Sprintf("---\nname: %q\n---\n", name)
		files[fmt.Sprintf("content/briefings/b/annotations/a%d.md", i)] = fmt.Sprintf("---\nquote: %q\nassessment: supported\nsupports: s\nclaim: %q\nexperts: [{agrees: e%d, said_to_us: 2026-01-01}]\n---\n", name+" said so", name, i)
	}
	files["content/briefings/b/article.md"] = article
	writeFiles(t, dir, files)
	if o := try(t, dir, "build"); o.code != exitFine || !strings.Contains(o.said, fmt.Sprintf("%d annotations", len(names))) {
		t.Fatal(o.said)
	}
	for i, name := range names {
		for _, page := range []string{fmt.Sprintf("experts/e%d.html", i), fmt.Sprintf("briefings/b/a%d.html", i), "briefings/b/index.html"} {
			text, err := os.ReadFile(filepath.Join(dir, "site", filepath.FromSlash(page)))
			if err != nil || !strings.Contains(html.UnescapeString(string(text)), name) {
				t.Errorf("%s does not show %q, %v", page, name, err)
			}
			judgeFile(t, page, text)
		}
	}
}
