package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchange makes two folders change places in one step. It fails with
// errNoExchange where the file system cannot, or a folder is a mount point.
func exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	switch {
	case errors.Is(err, unix.EBUSY), errors.Is(err, unix.EXDEV):
		return errNoExchange
	case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS):
		return renameTwice(a, b)
	}
	return err
}

func lockFile(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) }
