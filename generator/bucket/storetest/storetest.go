// Package storetest starts a real S3 server for tests: versitygw, which keeps
// objects in a folder and buckets in folders beside each other.
package storetest

import (
	"context"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// Region is the region of the server.
const Region = "us-east-1"

// patience is how long the server may take to start.
const patience = 2 * time.Minute

// Start starts an empty server on this machine and returns its address. It ends with
// the test, whose environment holds the keys to it. Without the program the test is
// skipped, unless it is required as under make test.
func Start(t *testing.T) (endpoint string) {
	t.Helper()
	program := path(t)
	address := free(t)
	for key, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "only-for-tests", "AWS_SESSION_TOKEN": "",
	} {
		t.Setenv(key, value)
	}
	command := exec.Command(program, "--port", address, "--quiet", "posix", t.TempDir())
	command.Env = append(os.Environ(), "ROOT_ACCESS_KEY=test", "ROOT_SECRET_KEY=only-for-tests")
	command.Stdout, command.Stderr = io.Discard, io.Discard
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill() // it has ended if it cannot be killed
		_ = command.Wait()
	})
	await(t, address)
	return "http://" + address
}

// path finds the program: where make tools installs it, or where the system does.
func path(t *testing.T) string {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	for _, name := range []string{filepath.Join(filepath.Dir(here), "../../../.ci/bin/versitygw"), "versitygw"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	if os.Getenv("S3_TESTS") == "required" {
		t.Fatal("there is no versitygw")
	}
	t.Skip("there is no versitygw; make tools installs it")
	return ""
}

// free returns an address that nobody uses.
func free(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// await returns when connections are accepted.
func await(t *testing.T, address string) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), patience)
	defer stop()
	for ctx.Err() == nil {
		var d net.Dialer
		if c, err := d.DialContext(ctx, "tcp", address); err == nil {
			c.Close()
			return
		}
	}
	t.Fatal("the S3 server does not start")
}
