package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/draft"
	"briefing/generator/place"
)

// target is the words of an article that are annotated.
type target struct {
	words    string   // as they stand there, on one line
	passages []string // what finds them, as YAML; none for the whole article
	others   []anchor.Candidate
}

// passage looks up what is annotated.
func (c *annotateCommand) passage(b *content.Briefing) (target, error) {
	if c.Whole && (c.Words != "" || c.Sentence != 0) {
		return target{}, errors.New("--whole annotates the article: name no words and no sentence with it")
	}
	if c.Whole {
		return target{words: "the whole article"}, nil
	}
	if c.Words != "" {
		return find(b, c.Words, c.Sentence)
	}
	r, err := sentence(b, c.Sentence)
	if err != nil {
		return target{}, err
	}
	return targetAt(b, place.Text(b), r), nil
}

// sentence returns a sentence of an article by its number from 1.
func sentence(b *content.Briefing, n int) (anchor.Range, error) {
	all := place.Sentences(b)
	if n < 1 || n > len(all) {
		return anchor.Range{}, fmt.Errorf("--sentence %d: %s has %s", n, b.File.Name, count(len(all), "sentence"))
	}
	return all[n-1], nil
}

// find looks words up in an article. If they stand there several times it takes the
// first place, or the first that touches the sentence of a number; 0 is any.
func find(b *content.Briefing, words string, in int) (target, error) {
	pattern, problem := anchor.ParsePattern(words)
	if problem != "" {
		return target{}, fmt.Errorf("%q: %s", words, problem)
	}
	text := place.Text(b)
	result := text.Find(pattern)
	if len(result.Found) == 0 {
		if len(result.Near) == 0 {
			return target{}, fmt.Errorf("these words are not in %s, nor any like them", b.File.Name)
		}
		return target{}, fmt.Errorf("these words are not in %s\n%s", b.File.Name, place.Nearest(b, result.Near))
	}
	at := 0
	if in != 0 {
		s, err := sentence(b, in)
		if err != nil {
			return target{}, err
		}
		at = slices.IndexFunc(result.Found, func(r anchor.Range) bool { return r.Start < s.Stop && s.Start < r.Stop })
		if at < 0 {
			return target{}, fmt.Errorf("these words are not in sentence %d of %s", in, b.File.Name)
		}
	}
	f := targetAt(b, text, result.Found[at])
	if len(result.Found) > 1 && in == 0 {
		f.others = slices.Delete(result.Near, at, at+1)
	}
	return f, nil
}

func targetAt(b *content.Briefing, text *anchor.Text, r anchor.Range) target {
	words := strings.Join(strings.Fields(b.Body.Text()[r.Start:r.Stop]), " ")
	t := target{words: words}
	for _, piece := range place.Pieces(b, r) {
		t.passages = append(t.passages, draft.Passage(text, piece))
	}
	return t
}

// others says where else the words stand.
func (p *program) others(b *content.Briefing, f target) {
	if len(f.others) > 0 {
		fmt.Fprintf(p.stderr, "these words stand in %s %d times; taken is the first place. For another: --sentence, or one of\n",
			b.File.Name, len(f.others)+1)
	}
	for _, o := range f.others {
		fmt.Fprintf(p.stderr, "  %s\n", o.Quote)
	}
}

// briefingOf returns the briefing of an id, or an error with the nearest one.
func briefingOf(library *content.Library, id string) (*content.Briefing, error) {
	var ids []string
	for _, b := range library.Briefings {
		if ids = append(ids, b.ID); b.ID == id {
			return b, nil
		}
	}
	if near, ok := anchor.Suggest(id, ids); ok {
		return nil, fmt.Errorf("there is no briefing %q; did you mean %q?", id, near)
	}
	return nil, fmt.Errorf("there is no briefing %q", id)
}
