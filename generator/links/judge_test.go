package links

import (
	"net/http"
	"testing"
)

func TestJudge(t *testing.T) {
	const asked = "https://herald.example/2024/story"
	page := func(title string) []byte {
		return []byte("<!doctype html><html><head><title>" + title + "</title></head><body><p>Words.</p>")
	}
	header := func(pairs ...string) http.Header {
		h := http.Header{}
		for i := 0; i < len(pairs); i += 2 {
			h.Set(pairs[i], pairs[i+1])
		}
		return h
	}
	for _, test := range []struct {
		name  string
		reply Reply
		want  Outcome
		to    string
	}{
		{"answer", Reply{Status: 200, Body: page("A pass in winter")}, Fine, ""},
		{"part of a file", Reply{Status: 206}, Fine, ""},
		{"file shorter than asked for", Reply{Status: 416}, Fine, ""},
		{"not found", Reply{Status: 404, Body: page("Herald")}, Missing, ""},
		{"gone", Reply{Status: 410}, Missing, ""},
		{"no such name", Reply{Fault: NoName}, Missing, ""},

		{"moved for good", Reply{Status: 200, Hops: []Hop{{301, "https://herald.example/new"}}}, Moved, "https://herald.example/new"},
		{"moved for good in two steps", Reply{Status: 200, Hops: []Hop{{301, "https://a.example/x"}, {308, "https://b.example/x"}}}, Moved, "https://b.example/x"},
		{"moved, then away for a time", Reply{Status: 200, Hops: []Hop{{301, "https://a.example/x"}, {302, "https://b.example/x"}}}, Moved, "https://a.example/x"},
		{"away for a time", Reply{Status: 200, Hops: []Hop{{302, "https://a.example/x"}, {301, "https://b.example/x"}}}, Fine, ""},
		{"moved to what is gone", Reply{Status: 404, Hops: []Hop{{301, "https://herald.example/new"}}}, Missing, ""},
		{"moved to the front page", Reply{Status: 200, Hops: []Hop{{301, "https://herald.example/"}}}, Unclear, ""},
		{"moved to a page of errors", Reply{Status: 200, Hops: []Hop{{302, "https://herald.example/404.html"}}}, Unclear, ""},
		{"led to a login with an address to come back", Reply{Status: 200, Hops: []Hop{{302, "https://herald.example/login?next=x"}}}, Unclear, ""},
		{"led to a front page with a language", Reply{Status: 200, Hops: []Hop{{302, "https://herald.example/?lang=en"}}}, Fine, ""},
		{"led to a login", Reply{Status: 200, Hops: []Hop{{302, "https://herald.example/login"}}}, Unclear, ""},

		{"calls itself missing", Reply{Status: 200, Body: page("Page not found | Herald")}, Unclear, ""},
		{"calls itself 404", Reply{Status: 200, Body: page("404")}, Unclear, ""},
		{"calls itself missing in Russian", Reply{Status: 200, Body: page("Запрашиваемая страница не найдена")}, Unclear, ""},
		{"calls itself missing in German", Reply{Status: 200, Body: page("Seite nicht gefunden")}, Unclear, ""},
		{"heading says missing", Reply{Status: 200, Body: []byte("<body><h1>Sorry, <b>not found</b></h1>")}, Unclear, ""},
		{"writes of missing things", Reply{Status: 200, Body: page("Bodies not found after avalanche")}, Fine, ""},
		{"writes of 404 people", Reply{Status: 200, Body: page("404 people crossed the border")}, Fine, ""},
		{"writes of a found document", Reply{Status: 200, Body: page("Secret document found in archive")}, Fine, ""},

		{"forbidden", Reply{Status: 403}, Unclear, ""},
		{"login", Reply{Status: 401}, Unclear, ""},
		{"too often", Reply{Status: 429}, Unclear, ""},
		{"withheld", Reply{Status: 451}, Unclear, ""},
		{"server at fault", Reply{Status: 500}, Unclear, ""},
		{"server busy", Reply{Status: 503}, Unclear, ""},
		{"own status", Reply{Status: 999}, Unclear, ""},
		{"redirect without address", Reply{Status: 302}, Unclear, ""},

		{"Cloudflare asks to wait", Reply{Status: 503, Body: page("Just a moment...")}, Unclear, ""},
		{"Cloudflare with status 200", Reply{Status: 200, Body: page("Just a moment...")}, Unclear, ""},
		{"Cloudflare by header, as 404", Reply{Status: 404, Header: header("Cf-Mitigated", "challenge")}, Unclear, ""},
		{"served by Cloudflare", Reply{Status: 200, Header: header("Server", "cloudflare"), Body: page("A pass in winter")}, Fine, ""},
		{"missing at Cloudflare", Reply{Status: 404, Header: header("Server", "cloudflare"), Body: page("Not Found")}, Missing, ""},
		{"Akamai", Reply{Status: 403, Body: []byte("<TITLE>Access Denied</TITLE> https://errors.edgesuite.net/18")}, Unclear, ""},
		{"AWS", Reply{Status: 202, Header: header("X-Amzn-Waf-Action", "challenge")}, Unclear, ""},
		{"Imperva", Reply{Status: 200, Body: []byte(`<script src="/_Incapsula_Resource?x=1">`)}, Unclear, ""},
		{"DataDome on a good page", Reply{Status: 200, Header: header("X-Datadome", "protected"), Body: page("News")}, Fine, ""},
		{"captcha in place of a page", Reply{Status: 403, Body: []byte(`<div class="g-recaptcha">`)}, Unclear, ""},
		{"captcha below a form", Reply{Status: 200, Body: []byte(`<title>Contact</title><div class="g-recaptcha">`)}, Fine, ""},

		{"time-out", Reply{Fault: NoAnswer}, Unclear, ""},
		{"refused", Reply{Fault: Refused}, Unclear, ""},
		{"certificate", Reply{Fault: Insecure, Detail: "its certificate is out of date"}, Unclear, ""},
		{"circle", Reply{Fault: Loop}, Unclear, ""},
		{"robots", Reply{Fault: Forbidden}, Unclear, ""},
		{"asked to wait", Reply{Fault: Postponed}, Unclear, ""},
		{"not public", Reply{Fault: NotPublic}, Private, ""},
		{"leads to what is not public", Reply{Fault: NotPublic, Hops: []Hop{{301, "http://localhost/"}}}, Unclear, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.reply.Asked = asked
			got := Judge(test.reply)
			if got.Outcome != test.want || got.To != test.to {
				t.Errorf("Judge(%+v) = %+v, want %s to %q", test.reply, got, test.want, test.to)
			}
			if (got.Reason == "") != (got.Outcome == Fine) {
				t.Errorf("%s with the reason %q", got.Outcome, got.Reason)
			}
		})
	}
}

func TestUnknownNamesTellNothingWhereNothingAnswers(t *testing.T) {
	lost := Reply{Asked: "https://a.example/", Fault: NoName}
	if got := JudgeAll([]Reply{lost, {Asked: "https://b.example/", Fault: NoAnswer}})[0].Outcome; got != Unclear {
		t.Errorf("without any answer: %s", got)
	}
	if got := JudgeAll([]Reply{lost, {Asked: "https://b.example/", Status: 500}})[0].Outcome; got != Missing {
		t.Errorf("beside an answer: %s", got)
	}
}

func TestIsPublic(t *testing.T) {
	for host, want := range map[string]bool{
		"example.org": true, "8.8.8.8": true, "[2001:4860:4860::8888]": true, "example.org.": true,
		"localhost": false, "x.localhost": false, "127.0.0.1": false, "127.1.2.3": false, "::1": false, "[::1]": false, "::ffff:127.0.0.1": false,
		"10.1.2.3": false, "192.168.0.1": false, "172.16.9.9": false, "169.254.169.254": false, "0.0.0.0": false, "fe80::1": false, "fd00::1": false,
		"printer": false, "nas.local": false, "wiki.corp": false, "box.home.arpa": false,
	} {
		if got := isPublic(host); got != want {
			t.Errorf("isPublic(%q) = %v", host, got)
		}
	}
}

func FuzzJudgeNeverPanics(f *testing.F) {
	f.Add("https://a.example/x", "https://b.example/", 200, []byte("<title>Not found"))
	f.Add("::", "http://[", 301, []byte("<h1>\xff"))
	f.Fuzz(func(t *testing.T, asked, to string, status int, body []byte) {
		Judge(Reply{Asked: asked, Hops: []Hop{{301, to}}, Status: status, Body: body})
	})
}
