package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"

	"briefing/generator/anchor"
)

// longestInput is how many bytes of JSON are read.
const longestInput = 1 << 20

// read takes what stands in one JSON object for flags. What was given as a flag too is
// taken from the object.
func (c *annotateCommand) read(r io.Reader) error {
	text, err := io.ReadAll(io.LimitReader(r, longestInput+1))
	if err != nil {
		return err
	}
	if len(text) > longestInput {
		return fmt.Errorf("the JSON has more than %d bytes", longestInput)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		return fmt.Errorf("the input is no JSON object: %w", err)
	}
	known, lists := inputs(c)
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if slices.Contains(lists, name) && strings.HasPrefix(string(fields[name]), `"`) {
			fields[name] = json.RawMessage("[" + string(fields[name]) + "]") // one without a list
		}
		if slices.Contains(known, name) {
			continue
		}
		if near, ok := anchor.Suggest(strings.ReplaceAll(name, "-", "_"), known); ok {
			return fmt.Errorf("there is no field %q; did you mean %q?", name, near)
		}
		return fmt.Errorf("there is no field %q; fields: %s", name, strings.Join(known, ", "))
	}
	if text, err = json.Marshal(fields); err != nil {
		return err
	}
	c.Briefing = ""
	if err := json.Unmarshal(text, c); err != nil {
		var form *json.UnmarshalTypeError
		if errors.As(err, &form) {
			return fmt.Errorf("the field %q is no %s", form.Field, form.Value)
		}
		return err
	}
	if c.Briefing == "" {
		return errors.New(`the field "briefing" is missing`)
	}
	return nil
}

// inputs are the names that the fields of a command have as JSON, and of those the
// names of lists.
func inputs(c *annotateCommand) (names, lists []string) {
	t := reflect.TypeOf(*c)
	for i := range t.NumField() {
		name := t.Field(i).Tag.Get("json")
		if name == "-" {
			continue
		}
		names = append(names, name)
		if t.Field(i).Type.Kind() == reflect.Slice {
			lists = append(lists, name)
		}
	}
	return names, lists
}

func writeJSON(p *program, v any) error {
	e := json.NewEncoder(p.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
