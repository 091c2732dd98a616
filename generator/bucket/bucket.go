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
	"bytes"
	"context"
	"crypto/md5"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

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
	client *minio.Client
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
	client, err := minio.New(u.Host, &minio.Options{
		Creds:  credentials.NewChainCredentials([]credentials.Provider{&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}}),
		Secure: u.Scheme == "https", Region: a.Region, Transport: a.Transport, MaxRetries: retries,
	})
	if err != nil {
		return nil, err
	}
	return &Bucket{a, client, time.Now}, nil
}

// retries is how often a request is sent before it has failed.
const retries = 4

// atOnce is how many requests are under way at a time.
const atOnce = 16

// get returns an object and its version; nil if there is none.
func (b *Bucket) get(ctx context.Context, name string) (content []byte, etag string, err error) {
	object, info, _, err := minio.Core{Client: b.client}.GetObject(ctx, b.Bucket, b.Prefix+name, minio.GetObjectOptions{})
	if isMissing(err) {
		return nil, "", nil
	}
	if err == nil {
		defer object.Close()
		content, err = io.ReadAll(object)
	}
	if err != nil {
		return nil, "", fmt.Errorf("read %s%s: %w", b.Address, name, err)
	}
	return content, info.ETag, nil
}

// isMissing reports whether a store answered that there is no such object.
func isMissing(err error) bool {
	var answer minio.ErrorResponse
	return errors.As(err, &answer) && answer.Code == minio.NoSuchKey
}

// put writes an object.
func (b *Bucket) put(ctx context.Context, name string, content []byte, options minio.PutObjectOptions) error {
	_, err := b.putVersion(ctx, name, content, options)
	return err
}

// putVersion writes an object, in one request, and returns its version. The store
// refuses what arrives with another sum.
func (b *Bucket) putVersion(ctx context.Context, name string, content []byte, options minio.PutObjectOptions) (etag string, err error) {
	sum := md5.Sum(content)
	info, err := minio.Core{Client: b.client}.PutObject(ctx, b.Bucket, b.Prefix+name, bytes.NewReader(content), int64(len(content)),
		base64.StdEncoding.EncodeToString(sum[:]), "", options)
	if err != nil {
		return "", fmt.Errorf("write %s%s: %w", b.Address, name, err)
	}
	return info.ETag, nil
}

// keep copies an object to where it can be had again.
func (b *Bucket) keep(ctx context.Context, f file) error {
	_, err := b.client.CopyObject(ctx, minio.CopyDestOptions{Bucket: b.Bucket, Object: b.Prefix + kept + f.Sum},
		minio.CopySrcOptions{Bucket: b.Bucket, Object: b.Prefix + f.Path})
	if isMissing(err) { // somebody deleted it
		return nil
	}
	return err
}

// restore puts a kept object into its place.
func (b *Bucket) restore(ctx context.Context, f file) error {
	_, err := b.client.CopyObject(ctx,
		minio.CopyDestOptions{Bucket: b.Bucket, Object: b.Prefix + f.Path, ReplaceMetadata: true, ContentType: f.Type, CacheControl: f.Cache},
		minio.CopySrcOptions{Bucket: b.Bucket, Object: b.Prefix + kept + f.Sum})
	if err != nil {
		return fmt.Errorf("restore %s%s: %w", b.Address, f.Path, err)
	}
	return nil
}

func (b *Bucket) remove(ctx context.Context, name string) error {
	if err := b.client.RemoveObject(ctx, b.Bucket, b.Prefix+name, minio.RemoveObjectOptions{}); err != nil && !isMissing(err) {
		return fmt.Errorf("delete %s%s: %w", b.Address, name, err)
	}
	return nil
}

// list returns the keys that begin with a name, without the prefix of the site, at
// most some of them.
func (b *Bucket) list(ctx context.Context, name string, most int) ([]string, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop() // or the listing goes on
	var found []string
	for o := range b.client.ListObjectsIter(ctx, b.Bucket, minio.ListObjectsOptions{Prefix: b.Prefix + name, Recursive: true, MaxKeys: min(most, 1000)}) {
		if o.Err != nil {
			return nil, fmt.Errorf("list %s%s: %w", b.Address, name, o.Err)
		}
		if strings.HasSuffix(o.Key, "/") {
			continue // a folder, as some stores show them
		}
		if found = append(found, strings.TrimPrefix(o.Key, b.Prefix)); len(found) >= most {
			break
		}
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
