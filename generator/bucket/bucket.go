// Package bucket publishes a site in an S3-like object store.
//
// A store has no step that replaces many objects at once, so what a folder gets
// from a swap is had here from an order and from notes. The order: what pages are
// made of, new pages, changed pages, feeds, and only then deletions. Whoever reads
// meanwhile finds each object old or new, and behind every link something. The
// notes lie below .briefing/ beside the site:
//
//	state.json             which release is there, which was before, which is on its way
//	releases/<hash>.json   every file of a release: path, hash, size, type, cache class
//	kept/<hash>            objects of the release before, for going back
//
// What is on its way is noted before the first object is replaced. So a run that was
// killed is known, and the next one puts right exactly the objects that it may have
// touched. Objects that no release holds are never deleted or replaced.
//
// Only what differs from the release that is there is uploaded, which takes two
// requests to learn, however large the site.
package bucket

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/minio/minio-go/v7/pkg/s3utils"

	"briefing/generator/publish"
)

// Address says where a bucket is.
type Address struct {
	Endpoint  string // https://s3.example.org; empty for Amazon's
	Region    string // may be empty
	Bucket    string
	Prefix    string            // of all keys: empty, or with a slash at its end
	Transport http.RoundTripper // nil for the usual one
}

// ParseAddress reads s3://bucket and s3://bucket/prefix.
func ParseAddress(text string) (Address, bool) {
	rest, ok := strings.CutPrefix(text, "s3://")
	name, prefix, _ := strings.Cut(rest, "/")
	if !ok || name == "" {
		return Address{}, false
	}
	if prefix = strings.Trim(prefix, "/"); prefix != "" {
		prefix += "/"
	}
	return Address{Bucket: name, Prefix: prefix}, true
}

func (a Address) String() string { return "s3://" + a.Bucket + "/" + a.Prefix }

// Bucket is a site in a store.
type Bucket struct {
	Address
	client *client
	now    func() time.Time
}

const amazon = "https://s3.amazonaws.com"

// Open prepares for a bucket, and asks nobody. Keys to it are read from the
// environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN) or from
// the files that Amazon's programs share, and from nowhere else.
func Open(a Address) (*Bucket, error) {
	if a.Endpoint == "" {
		a.Endpoint = amazon
	}
	u, err := url.Parse(a.Endpoint)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.Trim(u.Path, "/") != "" {
		return nil, fmt.Errorf("endpoint %q: it is written https://s3.example.org", a.Endpoint)
	}
	if err := s3utils.CheckValidBucketName(a.Bucket); err != nil {
		return nil, fmt.Errorf("bucket %q: %w", a.Bucket, err)
	}
	return &Bucket{a, newClient(a, u), time.Now}, nil
}

// retries is how often a request is sent before it has failed.
const retries = 4

// atOnce is how many requests are under way at a time.
const atOnce = 16

// get returns an object and its version; nil if there is none.
func (b *Bucket) get(ctx context.Context, name string) (content []byte, etag string, err error) {
	found, err := b.client.do(ctx, request{method: http.MethodGet, key: b.Prefix + name})
	if isMissing(err) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", fmt.Errorf("read %s%s: %w", b.Address, name, err)
	}
	return found.body, found.header.Get("ETag"), nil
}

// isMissing reports whether a store answered that there is no such object.
func isMissing(err error) bool { return hasCode(err, noSuchKey) }

func hasCode(err error, code string) bool {
	var refused *fault
	return errors.As(err, &refused) && refused.Code == code
}

// shown is how an object is shown to browsers.
func shown(contentType, cache string) http.Header {
	return http.Header{"Content-Type": {contentType}, "Cache-Control": {cache}}
}

// put writes an object.
func (b *Bucket) put(ctx context.Context, name string, content []byte, header http.Header) error {
	_, err := b.putVersion(ctx, name, content, header)
	return err
}

// putVersion writes an object and returns its version.
func (b *Bucket) putVersion(ctx context.Context, name string, content []byte, header http.Header) (etag string, err error) {
	done, err := b.client.do(ctx, request{method: http.MethodPut, key: b.Prefix + name, header: header, body: content})
	if err != nil {
		return "", fmt.Errorf("write %s%s: %w", b.Address, name, err)
	}
	return done.header.Get("ETag"), nil
}

// keep copies an object to where it can be had again.
func (b *Bucket) keep(ctx context.Context, f file) error {
	_, err := b.client.do(ctx, request{method: http.MethodPut, key: b.Prefix + kept + f.Sum, header: b.client.copyOf(b.Prefix + f.Path)})
	if isMissing(err) { // somebody deleted it
		return nil
	}
	return err
}

// restore puts a kept object into its place.
func (b *Bucket) restore(ctx context.Context, f file) error {
	header := b.client.copyOf(b.Prefix + kept + f.Sum)
	header.Set("X-Amz-Metadata-Directive", "REPLACE")
	maps.Copy(header, shown(f.Type, f.Cache))
	if _, err := b.client.do(ctx, request{method: http.MethodPut, key: b.Prefix + f.Path, header: header}); err != nil {
		return fmt.Errorf("restore %s%s: %w", b.Address, f.Path, err)
	}
	return nil
}

func (b *Bucket) remove(ctx context.Context, name string) error {
	if _, err := b.client.do(ctx, request{method: http.MethodDelete, key: b.Prefix + name}); err != nil && !isMissing(err) {
		return fmt.Errorf("delete %s%s: %w", b.Address, name, err)
	}
	return nil
}

// list returns the keys that begin with a name, without the prefix of the site, at
// most some of them.
func (b *Bucket) list(ctx context.Context, name string, most int) ([]string, error) {
	var found []string
	for token, more := "", true; more; {
		keys, next, err := b.client.list(ctx, b.Prefix+name, token, min(most, 1000))
		if err != nil {
			return nil, fmt.Errorf("list %s%s: %w", b.Address, name, err)
		}
		for _, key := range keys {
			if strings.HasSuffix(key, "/") {
				continue // a folder, as some stores show them
			}
			if found = append(found, strings.TrimPrefix(key, b.Prefix)); len(found) >= most {
				return found, nil
			}
		}
		token, more = next, next != ""
	}
	return found, nil
}

// each does something for each file, several at a time, and stops at the first
// error.
func each(ctx context.Context, files []file, do func(context.Context, file) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	free := make(chan struct{}, atOnce)
	for _, f := range files {
		free <- struct{}{}
		if ctx.Err() != nil {
			<-free
			break
		}
		go func() {
			defer func() { <-free }()
			if err := do(ctx, f); err != nil {
				stop(err)
			}
		}()
	}
	for range cap(free) { // all are done
		free <- struct{}{}
	}
	return context.Cause(ctx)
}

// Report is what a run did, or would do.
type Report = publish.Report
