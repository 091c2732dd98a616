package jsonld

import (
	"encoding/json"
	"strconv"
)

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	key   string
	value any // string, int, bool, object, []object, []string, or json.RawMessage
}

// with returns the object with a member more. An empty value is none: what an editor
// did not say is not there.
func (o object) with(key string, value any) object {
	if isEmpty(value) {
		return o
	}
	return append(o, member{key, value})
}

func isEmpty(value any) bool {
	switch v := value.(type) {
	case string:
		return v == ""
	case object:
		return len(v) == 0
	case []object:
		return len(v) == 0
	case []string:
		return len(v) == 0
	case json.RawMessage:
		return len(v) == 0
	}
	return value == nil
}

// append writes the object without white space.
func (o object) append(b []byte) []byte {
	b = append(b, '{')
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, m.key), ':')
		b = appendValue(b, m.value)
	}
	return append(b, '}')
}

func appendValue(b []byte, value any) []byte {
	switch v := value.(type) {
	case string:
		return appendString(b, v)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case bool:
		return strconv.AppendBool(b, v)
	case object:
		return v.append(b)
	case json.RawMessage:
		return append(b, v...)
	case []object:
		return appendList(b, v, func(b []byte, o object) []byte { return o.append(b) })
	case []string:
		return appendList(b, v, appendString)
	}
	panic("jsonld: a value that is none of the known types")
}

func appendList[T any](b []byte, list []T, one func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = one(b, v)
	}
	return append(b, ']')
}

// appendString escapes <, > and & too, so that no text ends the script element that
// holds it.
func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			text, err := json.Marshal(s)
			if err != nil {
				panic(err) // a string can be written
			}
			return append(b, text...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}
