package bucket

import (
	"context"
	"crypto/x509"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"briefing/generator/bucket/storetest"
)

// server starts a store and returns an empty bucket in it.
func server(t *testing.T) Address {
	t.Helper()
	a := Address{Endpoint: storetest.Start(t), Region: storetest.Region, Bucket: "site"}
	if err := other(t, a).MakeBucket(t.Context(), a.Bucket, minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	return a
}

// other is a client of the store that is not ours.
func other(t *testing.T, a Address) *minio.Client {
	t.Helper()
	c, err := minio.New(strings.TrimPrefix(a.Endpoint, "http://"), &minio.Options{Creds: credentials.NewEnvAWS(), Region: a.Region})
	if err != nil {
		t.Fatal(err)
	}
	return c
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
			return nil, x509.UnknownAuthorityError{} // the client tries again after any other
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
