//go:build unix

package publish

import (
	"io/fs"
	"syscall"
)

// inode is the number of a file, which changes when another takes its place.
func inode(info fs.FileInfo) uint64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Ino)
	}
	return 0
}
