package bucket

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
)

// replies is a store that answers one thing after the other.
type replies struct {
	answers []string // status, a space, headers with |, an empty line, body
	asked   []*http.Request
}

func (s *replies) RoundTrip(r *http.Request) (*http.Response, error) {
	text := s.answers[min(len(s.asked), len(s.answers)-1)]
	s.asked = append(s.asked, r)
	head, body, _ := strings.Cut(text, "\n")
	status, fields, _ := strings.Cut(head, " ")
	if status == "broken" {
		return nil, io.ErrUnexpectedEOF
	}
	response := &http.Response{Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}
	for _, c := range status {
		response.StatusCode = response.StatusCode*10 + int(c-'0')
	}
	if name, value, ok := strings.Cut(fields, "="); ok {
		response.Header.Set(name, value)
	}
	return response, nil
}

func TestRequestsGoWhereTheBucketIs(t *testing.T) {
	wrong := "400\n<Error><Code>AuthorizationHeaderMalformed</Code><Message>wrong</Message><Region>eu-west-3</Region></Error>"
	for _, test := range []struct {
		name    string
		address Address
		answers []string
		want    string // the address that was asked last
		region  string
	}{
		{"Amazon", Address{Bucket: "notes"}, []string{"200\nx"}, "https://notes.s3.dualstack.us-east-1.amazonaws.com/a%20b.html", "us-east-1"},
		{"a region", Address{Bucket: "notes", Region: "eu-north-1"}, []string{"200\nx"}, "https://notes.s3.dualstack.eu-north-1.amazonaws.com/a%20b.html", "eu-north-1"},
		{"China", Address{Bucket: "notes", Region: "cn-north-1"}, []string{"200\nx"}, "https://notes.s3.dualstack.cn-north-1.amazonaws.com.cn/a%20b.html", "cn-north-1"},
		{"a point in the name", Address{Bucket: "notes.org"}, []string{"200\nx"}, "https://s3.dualstack.us-east-1.amazonaws.com/notes.org/a%20b.html", "us-east-1"},
		{"learned from the fault", Address{Bucket: "notes"}, []string{wrong, "200\nx"}, "https://notes.s3.dualstack.eu-west-3.amazonaws.com/a%20b.html", "eu-west-3"},
		{"learned from a redirect", Address{Bucket: "notes"}, []string{"301 x-amz-bucket-region=eu-west-3\n", "200\nx"}, "https://notes.s3.dualstack.eu-west-3.amazonaws.com/a%20b.html", "eu-west-3"},
		{"another store", Address{Bucket: "notes", Endpoint: "https://s3.example.org:9000"}, []string{"200\nx"}, "https://s3.example.org:9000/notes/a%20b.html", "us-east-1"},
		{"Google", Address{Bucket: "notes", Endpoint: "https://storage.googleapis.com"}, []string{"200\nx"}, "https://notes.storage.googleapis.com/a%20b.html", "us-east-1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				keyed(t)
				store := &replies{answers: test.answers}
				test.address.Transport = store
				text, _, err := opened(t, test.address).get(t.Context(), "a b.html")
				if err != nil || string(text) != "x" {
					t.Fatalf("%q, %v", text, err)
				}
				last := store.asked[len(store.asked)-1]
				if got := last.URL.String(); got != test.want {
					t.Errorf("asked %s, want %s", got, test.want)
				}
				if got := last.Header.Get("Authorization"); !strings.Contains(got, "/"+test.region+"/s3/aws4_request") {
					t.Errorf("signed %q, want for %s", got, test.region)
				}
			})
		})
	}
}

func keyed(t *testing.T) {
	t.Helper()
	for name, value := range map[string]string{"AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "", "AWS_SHARED_CREDENTIALS_FILE": "/none"} {
		t.Setenv(name, value)
	}
}

func TestWhatMayPassIsTriedAgain(t *testing.T) {
	for _, test := range []struct {
		name    string
		answers []string
		tries   int
		wantErr string
	}{
		{"a store that is busy", []string{"503\n<Error><Code>SlowDown</Code></Error>", "broken", "200\nx"}, 3, ""},
		{"one that stays busy", []string{"503\n<Error><Code>SlowDown</Code><Message>Slow down.</Message></Error>"}, retries, "Slow down."},
		{"no right to it", []string{"403\n<Error><Code>AccessDenied</Code><Message>Access Denied.</Message></Error>"}, 1, "Access Denied."},
		{"a wrong region that was given", []string{"301 x-amz-bucket-region=eu-west-3\n<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>"}, 1, "elsewhere"},
		{"no words", []string{"418\n"}, 1, "the store answered 418 I'm a teapot"},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				keyed(t)
				store := &replies{answers: test.answers}
				_, _, err := opened(t, Address{Bucket: "notes", Region: "us-west-1", Transport: store}).get(t.Context(), "a")
				if len(store.asked) != test.tries || (err == nil) != (test.wantErr == "") || err != nil && !strings.Contains(err.Error(), test.wantErr) {
					t.Errorf("%d tries: %v; want %d: %q", len(store.asked), err, test.tries, test.wantErr)
				}
			})
		})
	}
}

func TestACopyMayFailBehindAStatusOfSuccess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		keyed(t)
		store := &replies{answers: []string{"200\n<Error><Code>InternalError</Code></Error>", "200\n<CopyObjectResult/>"}}
		err := opened(t, Address{Bucket: "notes", Region: "us-west-1", Transport: store}).restore(t.Context(), file{Path: "a", Sum: "b", Type: "text/html"})
		if err != nil || len(store.asked) != 2 {
			t.Errorf("%d requests: %v", len(store.asked), err)
		}
		h := store.asked[1].Header
		if h.Get("X-Amz-Copy-Source") != "notes/.briefing/kept/b" || h.Get("Content-Type") != "text/html" || !strings.Contains(h.Get("Authorization"), "x-amz-copy-source") {
			t.Errorf("%v", h)
		}
	})
}

func TestWithoutKeysNothingIsSigned(t *testing.T) {
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY", "AWS_SECRET_KEY", "AWS_SESSION_TOKEN"} {
		t.Setenv(name, "")
	}
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", "/none")
	store := &replies{answers: []string{"200\nx"}}
	_, _, err := opened(t, Address{Bucket: "notes", Transport: store}).get(t.Context(), "a")
	if err != nil || store.asked[0].Header.Get("Authorization") != "" {
		t.Errorf("%v, %v", err, store.asked[0].Header)
	}
}

func TestListsGoOnBehindTheirFirstPart(t *testing.T) {
	keyed(t)
	store := &replies{answers: []string{
		"200\n<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextContinuationToken>t+1</NextContinuationToken><Contents><Key>p/a+b</Key></Contents><Contents><Key>p/c/</Key></Contents></ListBucketResult>",
		"200\n<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>p/%41</Key></Contents></ListBucketResult>",
	}}
	names, err := opened(t, Address{Bucket: "notes", Prefix: "p/", Transport: store}).list(t.Context(), "", unlimited)
	if err != nil || strings.Join(names, " | ") != "a b | %41" || store.asked[1].URL.Query().Get("continuation-token") != "t+1" {
		t.Errorf("%q, %v", names, err)
	}
}

func TestABucketThatCannotBeIsRefused(t *testing.T) {
	for _, name := range []string{"a", "no/slash", "..", "has space"} {
		if _, err := Open(Address{Bucket: name}); err == nil {
			t.Errorf("%q was opened", name)
		}
	}
}
