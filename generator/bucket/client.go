package bucket

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/minio/minio-go/v7/pkg/s3utils"
	"github.com/minio/minio-go/v7/pkg/signer"
)

// client sends requests for one bucket. Keys, signatures and the forms of addresses
// are those of minio-go; the whole of minio-go would be 1 MB more in the program, for
// five kinds of request.
type client struct {
	endpoint *url.URL
	bucket   string
	keys     *credentials.Credentials
	http     http.Client

	mu     sync.Mutex
	region string // empty until it is known
}

// request is what is asked of the store.
type request struct {
	method, key string
	query       url.Values
	header      http.Header // may be nil
	body        []byte
}

// fault is a store's refusal.
type fault struct {
	XMLName xml.Name `xml:"Error"`
	Code    string
	Message string
	Region  string
	status  int
}

func (f *fault) Error() string {
	return cmp.Or(f.Message, f.Code, fmt.Sprint("the store answered ", f.status, " ", http.StatusText(f.status)))
}

// The codes of faults that are asked for.
const (
	noSuchKey          = "NoSuchKey"
	preconditionFailed = "PreconditionFailed"
)

// answer is what a store answers if it does not refuse.
type answer struct {
	header http.Header
	body   []byte
}

// newClient returns a client that may ask anybody for a region it was not given.
func newClient(a Address, endpoint *url.URL) *client {
	transport := a.Transport
	if transport == nil {
		own := http.DefaultTransport.(*http.Transport).Clone()
		own.MaxIdleConnsPerHost = atOnce
		own.ResponseHeaderTimeout = time.Minute
		own.DisableCompression = true // an object is read as it was written
		transport = own
	}
	return &client{
		endpoint: endpoint, bucket: a.Bucket, region: cmp.Or(a.Region, s3utils.GetRegionFromURL(*endpoint)),
		keys: credentials.NewChainCredentials([]credentials.Provider{&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}}),
		// Another address is another signature: the region of the answer says where to go.
		http: http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
	}
}

// do sends a request, several times if what went wrong may pass. A refusal is a *fault.
func (c *client) do(ctx context.Context, r request) (answer, error) {
	for try := 0; ; try++ {
		region := c.regionNow()
		found, err := c.once(ctx, r, region)
		if err == nil || ctx.Err() != nil {
			return found, cmp.Or(ctx.Err(), err)
		}
		if !c.moved(err, region) && !mayPass(err) || try+1 >= retries {
			return answer{}, err
		}
		select {
		case <-ctx.Done():
			return answer{}, ctx.Err()
		case <-time.After(rand.N(min(time.Second, 200*time.Millisecond<<try))):
		}
	}
}

func (c *client) regionNow() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.region
}

// moved reports whether a store said that the bucket is in another region than the
// request was for, and remembers it. A region that was given is believed.
func (c *client) moved(err error, was string) bool {
	var refused *fault
	if !errors.As(err, &refused) || refused.Region == "" || refused.Region == cmp.Or(was, anyRegion) {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if was != "" {
		return c.region != was // another request learned it
	}
	c.region = refused.Region
	return true
}

// anyRegion is the region where a bucket is taken to be.
const anyRegion = "us-east-1"

// once sends a request once.
func (c *client) once(ctx context.Context, r request, region string) (answer, error) {
	region = cmp.Or(region, anyRegion)
	signed, err := c.signed(ctx, r, region)
	if err != nil {
		return answer{}, err
	}
	response, err := c.http.Do(signed)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return answer{}, err
	}
	if refused := refusal(response, r, body); refused != nil {
		return answer{}, refused
	}
	return answer{response.Header, body}, nil
}

// signed makes a request for a region. Without keys it is not signed.
func (c *client) signed(ctx context.Context, r request, region string) (*http.Request, error) {
	address := c.address(region)
	if r.key != "" {
		address += s3utils.EncodePath(r.key)
	}
	if len(r.query) > 0 {
		address += "?" + s3utils.QueryEncode(r.query)
	}
	h, err := http.NewRequestWithContext(ctx, r.method, address, bytes.NewReader(r.body))
	if err != nil {
		return nil, err
	}
	for name, values := range r.header {
		h.Header[name] = values
	}
	h.Header.Set("User-Agent", "briefing")
	keys, err := c.keys.Get()
	if err != nil || keys.SignerType.IsAnonymous() {
		return h, err
	}
	sum := sha256.Sum256(r.body) // the store refuses what arrives with another
	h.Header.Set("X-Amz-Content-Sha256", hex.EncodeToString(sum[:]))
	return signer.SignV4(*h, keys.AccessKeyID, keys.SecretAccessKey, keys.SessionToken, region), nil
}

// address is the address of the bucket, with a slash at its end. Amazon has one for each
// region, and knows a bucket by the name of the host, as few others do.
func (c *client) address(region string) string {
	host := c.endpoint.Host
	u := *c.endpoint
	if s3utils.IsAmazonEndpoint(u) && !s3utils.IsAmazonFIPSEndpoint(u) && !s3utils.IsAmazonPrivateLinkEndpoint(u) {
		host = "s3.dualstack." + region + ".amazonaws.com"
		if strings.HasPrefix(region, "cn-") {
			host += ".cn"
		}
	}
	if s3utils.IsVirtualHostSupported(u, c.bucket) {
		return u.Scheme + "://" + c.bucket + "." + host + "/"
	}
	return u.Scheme + "://" + host + "/" + c.bucket + "/"
}

// refusal reads what a store has against a request; nil if nothing. A copy may fail behind
// a status that promises success.
func refusal(response *http.Response, r request, body []byte) *fault {
	f := &fault{status: response.StatusCode}
	isFault := xml.Unmarshal(body, f) == nil
	if response.StatusCode/100 == 2 && !(isFault && r.header.Get(copySource) != "") {
		return nil
	}
	f.Region = cmp.Or(f.Region, response.Header.Get("X-Amz-Bucket-Region"))
	switch {
	case f.Code != "":
	case response.StatusCode == http.StatusNotFound && r.key != "":
		f.Code = noSuchKey
	case response.StatusCode == http.StatusPreconditionFailed:
		f.Code = preconditionFailed
	}
	return f
}

// mayPass reports whether a request that failed may succeed if it is sent again.
func mayPass(err error) bool {
	var refused *fault
	if errors.As(err, &refused) {
		return slices.Contains([]string{
			"RequestTimeout", "Throttling", "ThrottlingException", "RequestLimitExceeded", "RequestThrottled", "InternalError", "SlowDown", "SlowDownWrite", "SlowDownRead",
		}, refused.Code) || slices.Contains([]int{408, 429, 499, 500, 502, 503, 504, 520}, refused.status)
	}
	var unknown x509.UnknownAuthorityError
	var sent *url.Error
	return errors.As(err, &sent) && !errors.As(err, &unknown) && !strings.Contains(err.Error(), "server gave HTTP response to HTTPS client") ||
		errors.Is(err, io.ErrUnexpectedEOF)
}

// copySource names the object that is copied.
const copySource = "X-Amz-Copy-Source"

// copyOf is the header of a request that copies an object of the bucket.
func (c *client) copyOf(key string) http.Header {
	return http.Header{copySource: {s3utils.EncodePath(c.bucket + "/" + key)}}
}

// listing is a part of the keys of a bucket.
type listing struct {
	Contents              []struct{ Key string }
	EncodingType          string
	IsTruncated           bool
	NextContinuationToken string
}

// list returns the keys with a prefix behind a token, at most some of them, and the token
// for the next, which is empty behind the last.
func (c *client) list(ctx context.Context, prefix, token string, most int) (keys []string, next string, err error) {
	query := url.Values{"list-type": {"2"}, "encoding-type": {"url"}, "prefix": {prefix}, "max-keys": {fmt.Sprint(most)}}
	if token != "" {
		query.Set("continuation-token", token)
	}
	found, err := c.do(ctx, request{method: http.MethodGet, query: query})
	if err != nil {
		return nil, "", err
	}
	var l listing
	if err := xml.Unmarshal(found.body, &l); err != nil {
		return nil, "", err
	}
	for _, one := range l.Contents {
		key := one.Key
		if l.EncodingType == "url" {
			if key, err = url.QueryUnescape(key); err != nil {
				return nil, "", err
			}
		}
		keys = append(keys, key)
	}
	if l.IsTruncated {
		next = l.NextContinuationToken
	}
	return keys, next, nil
}
