package biblio

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// accents are the combining characters of LaTeX's commands for accents.
var accents = map[string]rune{
	"`": 0x300, "'": 0x301, "^": 0x302, "~": 0x303, "=": 0x304, "u": 0x306, ".": 0x307, `"`: 0x308, "r": 0x30a, "H": 0x30b, "v": 0x30c,
	"d": 0x323, "c": 0x327, "k": 0x328, "b": 0x331, "t": 0x361, "h": 0x309, "G": 0x30f, "U": 0x30e,
}

// symbols are the characters of LaTeX's commands.
var symbols = map[string]string{
	"ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ",
	"dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "textbackslash": `\`, "textasciitilde": "~",
	"textasciicircum": "^", "textunderscore": "_", "textbar": "|", "textless": "<", "textgreater": ">", "textbraceleft": "{", "textbraceright": "}",
	"textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’", "textquotesingle": "'", "textendash": "–",
	"textemdash": "—", "textellipsis": "…", "ldots": "…", "dots": "…", "textdegree": "°", "degree": "°", "texteuro": "€", "euro": "€",
	"pounds": "£", "textsterling": "£", "textyen": "¥", "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "S": "§", "P": "¶",
	"dag": "†", "ddag": "‡", "textperiodcentered": "·", "textbullet": "•", "guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹",
	"guilsinglright": "›", "quotedblbase": "„", "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "textexclamdown": "¡", "textquestiondown": "¿",
	"textordfeminine": "ª", "textordmasculine": "º", "TeX": "TeX", "LaTeX": "LaTeX", "newline": " ", "par": " ", "quad": " ", "slash": "/",
	"textnumero": "№", "textmu": "µ", "texttimes": "×", "textpm": "±", "relax": "", "noopsort": "",
}

// Plain is the text that LaTeX shows, on one line. Commands that it does not know it
// drops and keeps what they are given; formulas it keeps as they are.
func Plain(s string) string {
	l := &latex{src: s}
	l.run(len(s))
	text := strings.NewReplacer("---", "—", "--", "–", "``", "“", "''", "”").Replace(l.out.String())
	text = strings.NewReplacer("\x01", "-", "\x02", "`", "\x03", "'").Replace(text)
	return norm.NFC.String(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r != '\u00a0' && unicode.IsSpace(r) }), " "))
}

// Address is an address as BibTeX writes it, mostly to the letter.
func Address(s string) string {
	s = strings.TrimSpace(s)
	for _, command := range []string{`\url`, `\href`, `\nolinkurl`} {
		if rest, ok := strings.CutPrefix(s, command+"{"); ok {
			s, _, _ = strings.Cut(rest, "}")
		}
	}
	return strings.NewReplacer(`\_`, "_", `\&`, "&", `\%`, "%", `\#`, "#", `\~{}`, "~", `\~`, "~", `{\textasciitilde}`, "~", `\textasciitilde{}`, "~",
		`\textasciitilde `, "~", "{", "", "}", "", "\n", "", " ", "").Replace(s)
}

// latex reads LaTeX from left to right.
type latex struct {
	src string
	at  int
	out strings.Builder
}

func (l *latex) run(stop int) {
	for l.at < stop {
		switch c := l.src[l.at]; c {
		case '\\':
			l.command(stop)
		case '{', '}':
			l.at++
		case '~':
			l.out.WriteRune('\u00a0')
			l.at++
		case '$':
			l.formula(stop)
		default:
			l.out.WriteByte(c)
			l.at++
		}
	}
}

// formula copies what stands between dollars.
func (l *latex) formula(stop int) {
	end := strings.IndexByte(l.src[l.at+1:stop], '$')
	if end < 0 {
		l.out.WriteByte('$')
		l.at++
		return
	}
	words := l.src[l.at : l.at+end+2]
	l.out.WriteString(strings.NewReplacer("-", "\x01", "`", "\x02", "'", "\x03").Replace(words))
	l.at += end + 2
}

func (l *latex) command(stop int) {
	l.at++
	if l.at >= stop {
		l.out.WriteByte('\\')
		return
	}
	name := l.name(stop)
	if mark, ok := accents[name]; ok && (isMark(name) || l.isArgument(name, stop)) {
		l.accent(mark, stop)
		return
	}
	symbol, known := symbols[name]
	switch {
	case known:
		l.out.WriteString(symbol)
		l.gap(name, stop)
	case name == `\`: // end of a line
		l.out.WriteByte(' ')
	case name == "-" || name == "/" || name == "@":
	case name == "," || name == " " || name == ";" || name == ":" || name == "!":
		l.out.WriteByte(' ')
	case isMark(name):
		l.out.WriteString(strings.NewReplacer("-", "\x01").Replace(name))
	case name == "href" || name == "textcolor" || name == "foreignlanguage":
		if end := matching(l.src[l.at:stop]); end > 0 { // its first argument is not shown
			l.at += end + 1
		}
	default:
		l.gap(name, stop)
	}
}

// name reads the name of a command: letters, or one other character.
func (l *latex) name(stop int) string {
	start := l.at
	for l.at < stop && isLetter(l.src[l.at]) {
		l.at++
	}
	if l.at == start {
		_, size := utf8.DecodeRuneInString(l.src[l.at:stop])
		l.at += size
	}
	return l.src[start:l.at]
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isMark(name string) bool { return !isLetter(name[0]) }

// isArgument reports whether a letter that is a command is followed by something.
func (l *latex) isArgument(name string, stop int) bool {
	return l.at < stop && strings.IndexByte("{ \\", l.src[l.at]) >= 0
}

// gap drops the white space behind a command of letters, which ends its name, and
// braces that hold nothing.
func (l *latex) gap(name string, stop int) {
	if isMark(name) {
		return
	}
	for l.at < stop && l.src[l.at] == ' ' {
		l.at++
	}
	if strings.HasPrefix(l.src[l.at:stop], "{}") {
		l.at += 2
	}
}

// accent puts a mark on the first letter of what follows.
func (l *latex) accent(mark rune, stop int) {
	for l.at < stop && l.src[l.at] == ' ' {
		l.at++
	}
	if l.at >= stop {
		return
	}
	end := l.at
	switch {
	case l.src[l.at] == '{':
		if end = matching(l.src[l.at:stop]); end < 0 {
			l.at++
			return
		}
		end += l.at + 1
	case l.src[l.at] == '\\':
		end++
		for end < stop && isLetter(l.src[end]) {
			end++
		}
	default:
		_, size := utf8.DecodeRuneInString(l.src[l.at:stop])
		end += size
	}
	inner := Plain(l.src[l.at:end])
	inner = strings.NewReplacer("ı", "i", "ȷ", "j").Replace(inner)
	l.at = end
	first, size := utf8.DecodeRuneInString(inner)
	if inner == "" {
		return
	}
	l.out.WriteString(norm.NFC.String(string(first)+string(mark)) + inner[size:])
}
