package findings

import (
	"io"
	"net/url"
	"slices"
	"strings"

	"briefing/generator/diag"
)

// The parts of SARIF 2.1.0 that a report has
// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). A test holds what is written
// against the schema.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name  string      `json:"name"`
	Rules []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID               string      `json:"id"`
	ShortDescription *sarifText  `json:"shortDescription,omitempty"`
	FullDescription  *sarifText  `json:"fullDescription,omitempty"`
	Default          sarifConfig `json:"defaultConfiguration"`
}

type sarifConfig struct {
	Level string `json:"level"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      sarifText         `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Related      []sarifLocation   `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints"`
	Fixes        []sarifFix        `json:"fixes,omitempty"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
	Message  *sarifText    `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
}

type sarifArtifact struct {
	URI  string `json:"uri"`
	Base string `json:"uriBaseId"`
}

type sarifRegion struct {
	StartLine   int        `json:"startLine"`
	StartColumn int        `json:"startColumn"`
	EndLine     int        `json:"endLine"`
	EndColumn   int        `json:"endColumn"`
	ByteOffset  int        `json:"byteOffset"`
	ByteLength  int        `json:"byteLength"`
	Snippet     *sarifText `json:"snippet,omitempty"`
}

type sarifFix struct {
	Description sarifText       `json:"description"`
	Changes     []sarifChange   `json:"artifactChanges"`
	Properties  map[string]bool `json:"properties"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifRegion `json:"deletedRegion"`
	Inserted *sarifText  `json:"insertedContent,omitempty"`
}

func (r Report) sarif(w io.Writer) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "briefing", Rules: []sarifRule{}}},
		ColumnKind: "unicodeCodePoints", Results: []sarifResult{},
	}
	rules := map[string]int{}
	for _, d := range r.Findings {
		if _, known := rules[d.Code]; !known {
			rules[d.Code] = len(run.Tool.Driver.Rules)
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, r.sarifRule(d))
		}
		run.Results = append(run.Results, sarifResultOf(d, rules[d.Code]))
	}
	return encode(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func (r Report) sarifRule(d diag.Diagnostic) sarifRule {
	rule := sarifRule{ID: d.Code, Default: sarifConfig{d.Severity.String()}}
	if doc := r.Docs[d.Code]; doc != "" {
		first, _, _ := strings.Cut(doc, ". ")
		rule.ShortDescription = &sarifText{strings.TrimSuffix(first, ".") + "."}
		rule.FullDescription = &sarifText{doc}
	}
	return rule
}

func sarifResultOf(d diag.Diagnostic, rule int) sarifResult {
	result := sarifResult{
		RuleID: d.Code, RuleIndex: rule, Level: d.Severity.String(), Message: sarifText{advice(d)},
		Locations:    []sarifLocation{{Physical: physical(d.Span)}},
		Fingerprints: map[string]string{"findingHash/v1": entryOf(d).Hash},
	}
	for _, p := range d.Related {
		result.Related = append(result.Related, sarifLocation{physical(p.Span), &sarifText{p.Message}})
	}
	for _, fix := range d.Fixes {
		if len(fix.Edits) > 0 {
			result.Fixes = append(result.Fixes, sarifFixOf(fix))
		}
	}
	return result
}

// sarifFixOf groups the edits of a fix by file.
func sarifFixOf(fix diag.Fix) sarifFix {
	out := sarifFix{Description: sarifText{fix.Title}, Properties: map[string]bool{"safe": fix.Safe}}
	for _, e := range fix.Edits {
		replaced := sarifReplacement{Deleted: region(e.Span)}
		replaced.Deleted.Snippet = nil
		if e.Text != "" {
			replaced.Inserted = &sarifText{e.Text}
		}
		file := artifact(e.File)
		i := slices.IndexFunc(out.Changes, func(c sarifChange) bool { return c.Artifact == file })
		if i < 0 {
			i = len(out.Changes)
			out.Changes = append(out.Changes, sarifChange{Artifact: file})
		}
		out.Changes[i].Replacements = append(out.Changes[i].Replacements, replaced)
	}
	return out
}

func physical(s diag.Span) sarifPhysical { return sarifPhysical{artifact(s.File), region(s)} }

// artifact is a file relative to the root folder, which SARIF leaves to the
// reader's settings.
func artifact(f *diag.File) sarifArtifact {
	return sarifArtifact{(&url.URL{Path: f.Name}).EscapedPath(), "SRCROOT"}
}

func region(s diag.Span) sarifRegion {
	start, stop := placeOf(s.File, s.Start), placeOf(s.File, max(s.Start, s.Stop))
	out := sarifRegion{
		StartLine: start.Line, StartColumn: start.Column, EndLine: stop.Line, EndColumn: stop.Column,
		ByteOffset: start.Byte, ByteLength: stop.Byte - start.Byte,
	}
	if stop.Byte > start.Byte {
		out.Snippet = &sarifText{strings.ToValidUTF8(marked(diag.Diagnostic{Span: s}), "\ufffd")}
	}
	return out
}
