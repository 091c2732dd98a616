package markup

import (
	"bytes"
	"html/template"
	"reflect"
	"strconv"
	"strings"
)

// write appends a value to a page.
type write func(b *bytes.Buffer, v reflect.Value)

// The chains of escapers that html/template adds, each name followed by a space.
const (
	inText   = "_html_template_htmlescaper "
	inTitle  = "_html_template_rcdataescaper "
	inQuotes = "_html_template_attrescaper "
	asURL    = "_html_template_urlfilter _html_template_urlnormalizer " + inQuotes
	inURL    = "_html_template_urlnormalizer " + inQuotes
	inQuery  = "_html_template_urlescaper " + inQuotes
)

// writer returns what a chain of escapers does with a type; nil if this package
// does not know.
func writer(chain string, of reflect.Type) write {
	isNumber := of.Kind() >= reflect.Int && of.Kind() <= reflect.Int64 && of.NumMethod() == 0
	isString := of == reflect.TypeFor[string]()
	switch {
	case chain == inText && of == reflect.TypeFor[template.HTML]():
		return func(b *bytes.Buffer, v reflect.Value) { b.WriteString(v.String()) }
	case (chain == inText || chain == inTitle || chain == inQuotes) && isNumber:
		return func(b *bytes.Buffer, v reflect.Value) { b.Write(strconv.AppendInt(b.AvailableBuffer(), v.Int(), 10)) }
	case (chain == inText || chain == inTitle || chain == inQuotes) && isString:
		return func(b *bytes.Buffer, v reflect.Value) { escape(b, v.String()) }
	case chain == asURL && isString:
		return func(b *bytes.Buffer, v reflect.Value) { url(b, filtered(v.String()), true) }
	case chain == inURL && isString:
		return func(b *bytes.Buffer, v reflect.Value) { url(b, v.String(), true) }
	case chain == inQuery && isString:
		return func(b *bytes.Buffer, v reflect.Value) { url(b, v.String(), false) }
	}
	return nil
}

// replaced are the characters that html/template writes in another way.
var replaced = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

func escape(b *bytes.Buffer, s string) {
	from := 0
	for i := range len(s) {
		if r := replaced[s[i]]; r != "" {
			b.WriteString(s[from:i])
			b.WriteString(r)
			from = i + 1
		}
	}
	b.WriteString(s[from:])
}

// filtered returns an address whose scheme may be followed, or one that leads
// nowhere.
func filtered(s string) string {
	scheme, _, found := strings.Cut(s, ":")
	if !found || strings.Contains(scheme, "/") {
		return s
	}
	for _, safe := range []string{"http", "https", "mailto"} {
		if strings.EqualFold(scheme, safe) {
			return s
		}
	}
	return "#ZgotmplZ"
}

// url writes an address into a quoted attribute. isWhole says that it is an
// address, or the rest of one, so that its delimiters are kept; else it is a value
// inside of one.
func url(b *bytes.Buffer, s string, isWhole bool) {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0:
			b.WriteByte(c)
		case isWhole && c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b.WriteByte(c)
		case isWhole && strings.IndexByte("!#$&*+,/:;=?@[]", c) >= 0:
			if r := replaced[c]; r != "" {
				b.WriteString(r)
			} else {
				b.WriteByte(c)
			}
		default:
			const digits = "0123456789abcdef"
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
		}
	}
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
