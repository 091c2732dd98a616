package main

import (
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"briefing/generator/check"
	"briefing/generator/content"
	"briefing/generator/content/country"
	"briefing/generator/foreign"
	"briefing/generator/lsp"
)

type completionCommand struct {
	Shell string `arg:"" help:"bash, zsh or fish." enum:"bash,zsh,fish"`
}

func (*completionCommand) Help() string {
	return `Examples:
  source <(briefing completion bash)                                       in ~/.bashrc
  source <(briefing completion zsh)                                        in ~/.zshrc, behind compinit
  briefing completion fish > ~/.config/fish/completions/briefing.fish

Commands, flags, ids, codes and values are completed; the program itself is asked for them.`
}

func (c *completionCommand) Run(p *program) error {
	_, err := fmt.Fprint(p.stdout, completions[c.Shell])
	return err
}

// completions are the scripts of the shells. Each hands the words up to the cursor to
// the program and offers the lines that it prints: a word, a tab, what it is for.
var completions = map[string]string{
	"bash": `_briefing() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("${line%%$'\t'*}")
    done < <("${COMP_WORDS[0]}" __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == */ ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -F _briefing briefing
`,
	"zsh": `#compdef briefing
_briefing() {
    local line
    local -a offered
    for line in "${(@f)$("${words[1]}" __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ -n $line ]] && offered+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    _describe briefing offered
}
if [[ $funcstack[1] == _briefing ]]; then
    _briefing "$@"
else
    compdef _briefing briefing
fi
`,
	"fish": `function __briefing_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    $words[1] __complete -- $words[2..-1] "$last" 2>/dev/null
end
complete -c briefing -f -a '(__briefing_complete)'
`,
}

// completeCommand answers the scripts of the shells.
type completeCommand struct {
	Words []string `arg:"" optional:""`
}

func (c *completeCommand) Run(p *program, parsed *kong.Context) error {
	words := c.Words
	if len(words) == 0 {
		words = []string{""}
	}
	for _, o := range newLine(p.root, parsed.Model.Node, words[:len(words)-1]).offers(words[len(words)-1]) {
		help, _, _ := strings.Cut(o.help, "\n")
		fmt.Fprintf(p.stdout, "%s\t%s\n", o.word, help)
	}
	return nil
}

// offer is a word that may stand at the cursor.
type offer struct{ word, help string }

// line is a command line up to the word at the cursor.
type line struct {
	root   string
	node   *kong.Node
	given  []string   // values of arguments of the node
	flag   *kong.Flag // whose value stands at the cursor; nil if none does
	isArgs bool       // behind --
}

func newLine(root string, top *kong.Node, words []string) *line {
	l := &line{root: root, node: top}
	for _, w := range words {
		switch {
		case w == "=" && l.flag != nil: // bash parts words there
		case l.flag != nil:
			l.take(w)
		case l.isArgs:
			l.given = append(l.given, w)
		case w == "--":
			l.isArgs = true
		case strings.HasPrefix(w, "--"):
			name, value, hasValue := strings.Cut(w, "=")
			if f := l.find(name); f != nil && !f.IsBool() {
				if l.flag = f; hasValue {
					l.take(value)
				}
			}
		default:
			l.word(w)
		}
	}
	return l
}

// take is the value of the flag that waits for one.
func (l *line) take(value string) {
	if l.flag.Name == "root" {
		l.root = value
	}
	l.flag = nil
}

// word is a command or an argument.
func (l *line) word(w string) {
	for _, child := range l.node.Children {
		if child.Name == w && child.Type == kong.CommandNode {
			l.node, l.given = child, nil
			return
		}
	}
	l.given = append(l.given, w)
}

// flags are those that may be given now.
func (l *line) flags() []*kong.Flag {
	all := slices.Concat(l.node.AllFlags(false)...)
	if l.node.DefaultCmd != nil {
		all = append(all, l.node.DefaultCmd.Flags...)
	}
	return slices.DeleteFunc(all, func(f *kong.Flag) bool { return f.Hidden })
}

func (l *line) find(name string) *kong.Flag {
	for _, f := range l.flags() {
		if "--"+f.Name == name {
			return f
		}
	}
	return nil
}

// offers are the words that begin with what is typed.
func (l *line) offers(typed string) []offer {
	var all []offer
	prefix := ""
	if name, value, hasValue := strings.Cut(typed, "="); hasValue && l.flag == nil && strings.HasPrefix(name, "--") {
		if l.flag = l.find(name); l.flag == nil {
			return nil
		}
		prefix, typed = name+"=", value
	}
	switch {
	case l.flag != nil:
		typed = strings.TrimPrefix(typed, "=")
		all = l.values(l.flag.Value, typed)
	case strings.HasPrefix(typed, "-") && !l.isArgs:
		for _, f := range l.flags() {
			all = append(all, offer{"--" + f.Name, f.Help})
		}
	default:
		for _, child := range l.node.Children {
			if !child.Hidden && len(l.given) == 0 {
				all = append(all, offer{child.Name, child.Help})
			}
		}
		positional := l.node.Positional
		if l.node.DefaultCmd != nil {
			positional = l.node.DefaultCmd.Positional
		}
		if n := len(l.given); n < len(positional) {
			all = append(all, l.values(positional[n], typed)...)
		}
	}
	all = slices.DeleteFunc(all, func(o offer) bool { return !strings.HasPrefix(o.word, typed) })
	for i := range all {
		all[i].word = prefix + all[i].word
	}
	return all
}

// values are those of a flag or argument, by what it is called.
func (l *line) values(v *kong.Value, typed string) []offer {
	switch v.Name {
	case "assessment":
		return plainOffers(content.Assessments)
	case "stance":
		return plainOffers(content.VoiceStances)
	case "confidence":
		return plainOffers([]string{"high", "moderate", "low"})
	case "source", "supports", "contradicts", "context", "said-in":
		return l.ids("sources")
	case "expert", "claimed-by":
		return l.ids("experts")
	case "about":
		if len(l.given) > 0 {
			return l.ids("briefings", l.given[0], "annotations")
		}
	case "briefing", "into":
		return l.ids("briefings")
	case "as":
		return plainOffers(foreign.Forms)
	case "file":
		return paths(typed)
	case "country":
		var all []offer
		for _, k := range country.All() {
			all = append(all, offer{k.Code, k.Name})
		}
		return all
	case "by":
		return l.editors()
	case "old":
		return l.records(typed)
	case "code":
		return codes("")
	case "only", "skip": // several with commas between
		return codes(typed[:strings.LastIndexByte(typed, ',')+1])
	}
	if v.Tag.Type == "path" {
		return paths(typed)
	}
	if v.Enum != "" {
		return plainOffers(v.EnumSlice())
	}
	return nil
}

func plainOffers(words []string) []offer {
	var all []offer
	for _, w := range words {
		all = append(all, offer{word: w})
	}
	return all
}

func codes(before string) []offer {
	var all []offer
	for _, r := range check.Rules {
		all = append(all, offer{before + r.Code, r.Title})
	}
	return all
}

// ids are the names of files or folders below content/. The files are not read, so
// that the answer comes at once.
func (l *line) ids(folder ...string) []offer {
	entries, _ := os.ReadDir(filepath.Join(slices.Concat([]string{l.root, "content"}, folder)...)) // none: nothing to offer
	var all []offer
	for _, e := range entries {
		if id := strings.TrimSuffix(e.Name(), ".md"); content.IsID(id) {
			all = append(all, offer{word: id})
		}
	}
	return all
}

// records are what can be renamed: source/ID, expert/ID, briefing/ID, or BRIEFING/ID of
// an annotation once the briefing is typed.
func (l *line) records(typed string) []offer {
	var all []offer
	add := func(prefix string, ids []offer) {
		for _, o := range ids {
			all = append(all, offer{word: prefix + o.word})
		}
	}
	add("source/", l.ids("sources"))
	add("expert/", l.ids("experts"))
	add("briefing/", l.ids("briefings"))
	if briefing, _, isTyped := strings.Cut(typed, "/"); isTyped {
		add(briefing+"/", l.ids("briefings", briefing, "annotations"))
	}
	return all
}

// editors are those of site.yaml.
func (l *line) editors() []offer {
	file := "content/site.yaml"
	text, err := os.ReadFile(filepath.Join(l.root, filepath.FromSlash(file)))
	if err != nil {
		return nil
	}
	library, _ := content.Load(lsp.Unsaved(embed.FS{}, map[string][]byte{file: text}))
	var all []offer
	for _, e := range library.Site.Editors {
		all = append(all, offer{e.Key, e.Name.Value})
	}
	return all
}

// paths are the files that begin with what is typed, folders with a slash.
func paths(typed string) []offer {
	folder, _ := filepath.Split(typed)
	entries, _ := os.ReadDir(filepath.Join(".", folder)) // none: nothing to offer
	if filepath.IsAbs(folder) {
		entries, _ = os.ReadDir(folder)
	}
	var all []offer
	for _, e := range entries {
		name := folder + e.Name()
		if e.IsDir() {
			name += "/"
		}
		all = append(all, offer{word: name})
	}
	return all
}
