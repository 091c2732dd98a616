// Package templates embeds the templates that ship with the program.
package templates

import "embed"

// FS holds the templates, and this folder's other files.
//
//go:embed *
var FS embed.FS
