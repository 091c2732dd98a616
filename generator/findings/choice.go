package findings

import (
	"slices"

	"briefing/generator/diag"
)

// Choice says which findings are wanted, by code. The zero Choice wants all.
type Choice struct {
	Only []string // if there are any, no others
	Skip []string
}

// Of returns the findings that are wanted.
func (c Choice) Of(list diag.List) diag.List {
	return slices.DeleteFunc(slices.Clone(list), func(d diag.Diagnostic) bool { return !c.wants(d.Code) })
}

func (c Choice) wants(code string) bool {
	return (len(c.Only) == 0 || slices.Contains(c.Only, code)) && !slices.Contains(c.Skip, code)
}
