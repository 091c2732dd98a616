// Package static embeds the files that are published beside the pages.
package static

import "embed"

// FS holds the files, and this folder's other files.
//
//go:embed *
var FS embed.FS
