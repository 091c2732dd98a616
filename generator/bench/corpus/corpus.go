// Package corpus writes a synthetic site of any size, for measuring. The words
// mean nothing; files, fields and proportions are those of real briefings.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"briefing/generator/content/country"
)

// The proportions of a corpus.
const (
	annotations      = 12 // of each briefing
	sourcesEach      = 3  // sources for each briefing
	briefingsExpert  = 2  // briefings for each expert
	mentioned        = 60 // countries that articles speak of
	sections         = 6
	sentencesSection = 10 // of 15 words: about 900 words an article
)

// Write makes content/ of n briefings below a folder. The same n and seed make
// the same bytes, whatever the number of processors.
func Write(dir string, n int, seed uint64) error {
	c := &corpus{dir: dir, n: n, seed: seed}
	if err := c.write("content/site.yaml", "format: 1\ntitle: Corpus\nurl: https://corpus.example/\nlanguage: en\neditors: {nk: Nora Kell}\ndefaults: {by: nk, checked: 2026-01-01, recheck_after: 6 months}\n"); err != nil {
		return err
	}
	return c.all(
		work{n, c.briefing}, work{n * sourcesEach, c.source}, work{max(1, n/briefingsExpert), c.expert},
	)
}

// work is a number of files of one kind.
type work struct {
	n    int
	make func(i int) error
}

type corpus struct {
	dir  string
	n    int
	seed uint64
}

func (c *corpus) all(kinds ...work) error {
	for _, k := range kinds {
		var next atomic.Int64
		var workers sync.WaitGroup
		var fault atomic.Pointer[error]
		for range runtime.GOMAXPROCS(0) {
			workers.Go(func() {
				for i := int(next.Add(1)) - 1; i < k.n; i = int(next.Add(1)) - 1 {
					if err := k.make(i); err != nil {
						fault.Store(&err)
					}
				}
			})
		}
		workers.Wait()
		if err := fault.Load(); err != nil {
			return *err
		}
	}
	return nil
}

func (c *corpus) write(name, text string) error {
	name = filepath.Join(c.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o644)
}

// random numbers of one file; kind tells kinds of files apart.
func (c *corpus) random(kind, i int) *rand.Rand {
	return rand.New(rand.NewPCG(c.seed, uint64(kind)<<40|uint64(i)))
}

var vocabulary = strings.Fields(`road border treaty loan tunnel guard minister harbour cable river grain market
	agency report winter bridge station railway protocol drill army council village summit price debt customs plan
	carries follows signs lends opens closes crosses guards measures delays repeats repairs shares counts questions
	slowly openly partly early together again since before across without under small large common northern joint
	public secret annual second central new old`)

func sentence(r *rand.Rand, words int) string {
	var s []string
	for range words {
		s = append(s, vocabulary[r.IntN(len(vocabulary))])
	}
	return strings.Join(s, " ")
}

func (c *corpus) countryOf(r *rand.Rand) country.Country {
	return country.All()[r.IntN(mentioned)*4]
}

func expertID(i int) string   { return fmt.Sprintf("expert-%d", i) }
func expertName(i int) string { return fmt.Sprintf("Ada Expert%d", i) }
func sourceID(i int) string   { return fmt.Sprintf("source-%d", i) }

// words are the extract of a source.
func (c *corpus) words(i int) string { return sentence(c.random(1, i), 14) }

// briefing writes an article with a passage for each annotation.
func (c *corpus) briefing(i int) error {
	r := c.random(0, i)
	var body strings.Builder
	var passages []string
	for s := range sections {
		fmt.Fprintf(&body, "## Section %d\n\n", s+1)
		for k := range sentencesSection {
			words := sentence(r, 11)
			switch {
			case len(passages) < annotations && k%5 == 0:
				words = fmt.Sprintf("passage %d of %d %s", len(passages), i, sentence(r, 8))
				passages = append(passages, words)
			case k%5 == 1:
				words = fmt.Sprintf("*%s* in %s, says %s", words, c.countryOf(r).Name, expertName(r.IntN(max(1, c.n/briefingsExpert))))
			case k%5 == 2:
				words = fmt.Sprintf("[%s](https://example.org/%d) and %s", words, r.IntN(1000), sentence(r, 4))
			}
			fmt.Fprintf(&body, "The %s near %s. ", words, c.countryOf(r).Capitals)
			if k%5 == 4 {
				body.WriteString("\n\n")
			}
		}
	}
	front := fmt.Sprintf("---\ntitle: Briefing %d on %s\ndate: 20%02d-%02d-%02d\nauthors: [nk]\nsummary: %s.\nstatus: published\ncountries: [%s]\nno_detect: []\n---\n",
		i, sentence(r, 3), 10+r.IntN(16), 1+r.IntN(12), 1+r.IntN(28), sentence(r, 12), c.countryOf(r).Code)
	name := fmt.Sprintf("content/briefings/briefing-%d/", i)
	if err := c.write(name+"article.md", strings.Replace(front, "no_detect: []\n", "", 1)+body.String()); err != nil {
		return err
	}
	for a, words := range passages {
		if err := c.write(fmt.Sprintf("%sannotations/note-%d.md", name, a), c.annotation(r, i, a, words)); err != nil {
			return err
		}
	}
	return nil
}

// annotation is one of all kinds and assessments, in turn.
func (c *corpus) annotation(r *rand.Rand, briefing, i int, words string) string {
	source := func() string { return sourceID(briefing*sourcesEach + r.IntN(sourcesEach)) }
	expert := r.IntN(max(1, c.n/briefingsExpert))
	fields := []string{
		"assessment: supported\nsupports: " + source() + " p. 1",
		"assessment: partly-supported\nsupports: [" + source() + " p. 1, " + source() + " p. 2]\nconfidence: moderate\nbecause: " + sentence(r, 8),
		"assessment: disputed\nsupports: " + source() + " p. 1\ncontradicts: " + source() + " p. 1\nexperts:\n  - disagrees: " + expertID(expert) + "\n    said_in: " + source() + " p. 1",
		"assessment: contradicted\ncontradicts: " + source() + " p. 1\nclaim: " + sentence(r, 10),
		"assessment: unverified\nsearched: " + sentence(r, 9),
		"expert: " + expertID(expert) + "\nsaid_in: " + source() + " p. 1\ndiffers: " + sentence(r, 5),
		"context: " + source(),
		"kind: question\nasked: 2026-01-02",
	}[i%8]
	return fmt.Sprintf("---\nquote: %s\n%s\ncountries: [%s, %s]\ndates: [2025-%02d]\n---\nIt %s. A second sentence %s.\n",
		words, fields, c.countryOf(r).Code, c.countryOf(r).Code, 1+r.IntN(12), sentence(r, 15), sentence(r, 12))
}

func (c *corpus) source(i int) error {
	r := c.random(2, i)
	return c.write("content/sources/"+sourceID(i)+".md", fmt.Sprintf(`---
title: Source %d on %s
type: report
authors: [%s]
publisher: Publisher %d
date: 2025-%02d-%02d
url: https://example.org/%d
seen: full
extracts:
  - {at: p. 1, words: %s}
  - {at: p. 2, words: %s}
---
A document about %s.
`, i, sentence(r, 5), expertID(r.IntN(max(1, c.n/briefingsExpert))), r.IntN(500), 1+r.IntN(12), 1+r.IntN(28), i, c.words(i), sentence(r, 14), sentence(r, 6)))
}

func (c *corpus) expert(i int) error {
	r := c.random(3, i)
	return c.write("content/experts/"+expertID(i)+".md", fmt.Sprintf(`---
name: %s
field: [%s]
affiliations:
  - {organisation: Institute %d, role: researcher, from: 2015, country: %s}
---
Works on %s.
`, expertName(i), sentence(r, 2), r.IntN(300), c.countryOf(r).Code, sentence(r, 8)))
}
