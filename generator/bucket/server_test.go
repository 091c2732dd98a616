package bucket

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
)

// patience is how long a test may wait for the store.
const patience = 2 * time.Minute

// serverPath finds the S3 server of the tests: versitygw, which keeps objects in a
// folder. Without one the test is skipped, unless it is required as under make test.
func serverPath(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"../../.ci/bin/versitygw", "versitygw"} {
		if path, err := exec.LookPath(name); err == nil {
			path, err := filepath.Abs(path)
			if err != nil {
				t.Fatal(err)
			}
			return path
		}
	}
	if os.Getenv("S3_TESTS") == "required" {
		t.Fatal("there is no versitygw")
	}
	t.Skip("there is no versitygw; make tools installs it")
	return ""
}

// server starts a store and returns an empty bucket in it.
func server(t *testing.T) Address {
	t.Helper()
	program, folder := serverPath(t), t.TempDir()
	listener, err := net.Listen("tcp", "127.0.0.1:0") // a free port
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	command := exec.CommandContext(t.Context(), program, "--port", address, "--quiet", "posix", folder)
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "only-for-tests")
	command.Env = append(os.Environ(), "ROOT_ACCESS_KEY=test", "ROOT_SECRET_KEY=only-for-tests")
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		command.Process.Kill()
		command.Wait()
	})
	go func() { // a server that cannot say anything stops
		for s := bufio.NewScanner(out); s.Scan(); {
		}
	}()
	a := Address{Endpoint: "http://" + address, Region: "us-east-1", Bucket: "site"}
	awaitServer(t, address)
	if err := opened(t, a).client.MakeBucket(t.Context(), a.Bucket, minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	return a
}

// awaitServer returns when connections are accepted.
func awaitServer(t *testing.T, address string) {
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
	t.Fatal("the server does not start")
}

func opened(t *testing.T, a Address) *Bucket {
	t.Helper()
	b, err := Open(a)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// cutter counts requests that change something, one at a time, and lets only some
// of them through, as if the program had been killed behind the last. If it is
// loose, one more goes through, but its answer does not come back.
type cutter struct {
	mu    sync.Mutex
	sent  []string // method and path
	left  int      // how many go through; negative: all
	loose bool
	kill  func()
}

func (c *cutter) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return http.DefaultTransport.RoundTrip(r)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	last := c.left == 0
	if last {
		c.kill()
		if !c.loose {
			return nil, context.Canceled
		}
		r, c.loose = r.WithContext(context.WithoutCancel(r.Context())), false
	}
	c.left--
	c.sent = append(c.sent, r.Method+" "+r.URL.Path)
	response, err := http.DefaultTransport.RoundTrip(r)
	if last && err == nil {
		response.Body.Close()
		return nil, context.Canceled
	}
	return response, err
}
