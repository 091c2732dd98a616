//go:build !unix

package publish

import "io/fs"

// inode is the number of a file; 0 where it is not told.
func inode(fs.FileInfo) uint64 { return 0 }
