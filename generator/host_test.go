package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"briefing/generator/publish"
)

// hostedSite builds a site with an old address and compressed copies, and returns
// its folder and the configuration for a server.
func hostedSite(t *testing.T, server string) (folder, config string) {
	t.Helper()
	dir := smallSite(t, 1)
	name := filepath.Join(dir, "content/briefings/b/annotations/first.md")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	writeFiles(t, dir, map[string]string{"content/briefings/b/annotations/first.md": strings.Replace(string(text), "---\n", "---\nformerly: [older]\n", 1)})
	folder = filepath.Join(t.TempDir(), "site")
	briefing(t, "build", "--root", dir, "--out", folder, "--compress", "gz,br")
	return folder, briefing(t, "host", server, "--root", dir, "--folder", folder)
}

// start starts a server that is installed; without it the test is skipped.
func start(t *testing.T, name string, args ...string) {
	t.Helper()
	command := exec.Command(name, args...)
	command.Env = append(os.Environ(), "HOME="+t.TempDir())
	out := &strings.Builder{}
	command.Stdout, command.Stderr = out, out
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		command.Process.Kill()
		command.Wait()
		if t.Failed() {
			t.Log(out)
		}
	})
}

func installed(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("there is no %s", name)
	}
}

// freeAddress is an address on this machine that nobody uses.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func TestNginxServesASiteAsItIsTold(t *testing.T) {
	installed(t, "nginx")
	folder, config := hostedSite(t, "nginx")
	address, dir := freeAddress(t), t.TempDir()
	openToServers(t, folder)
	config = strings.Replace(config, "listen 80;", "listen "+address+";", 1)
	writeFiles(t, dir, map[string]string{"nginx.conf": "daemon off;\nmaster_process off;\npid " + dir + "/pid;\nerror_log stderr;\nevents {}\nhttp {\n" +
		"access_log off; include /etc/nginx/mime.types;\nclient_body_temp_path " + dir + "/b; proxy_temp_path " + dir + "/p; fastcgi_temp_path " + dir + "/f; uwsgi_temp_path " + dir + "/u; scgi_temp_path " + dir + "/s;\n" +
		config + "}\n"})
	start(t, "nginx", "-c", filepath.Join(dir, "nginx.conf"), "-p", dir, "-e", "stderr")
	checkHost(t, address, "example.org", "gzip")
}

func TestCaddyServesASiteAsItIsTold(t *testing.T) {
	installed(t, "caddy")
	folder, config := hostedSite(t, "caddy")
	address, dir := freeAddress(t), t.TempDir()
	config = "{\n\tadmin off\n\tauto_https off\n}\n" + strings.Replace(config, "example.org {", "http://"+address+" {", 1)
	writeFiles(t, dir, map[string]string{"Caddyfile": config})
	openToServers(t, folder)
	start(t, "caddy", "run", "--config", filepath.Join(dir, "Caddyfile"))
	checkHost(t, address, address, "br")
}

// openToServers lets a server that runs as somebody else read the folder.
func openToServers(t *testing.T, folder string) {
	t.Helper()
	for dir := filepath.Dir(folder); dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// checkHost asks a server as browsers do.
func checkHost(t *testing.T, address, host, encoding string) {
	t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	get := func(path string) *http.Response {
		t.Helper()
		request, err := http.NewRequest(http.MethodGet, "http://"+address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Host = host
		request.Header.Set("Accept-Encoding", "gzip, br")
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			t.Fatal(err)
		}
		return response
	}
	awaitConnection(t, address)
	for _, c := range []struct {
		path   string
		status int
		header map[string]string
	}{
		{"/", 200, map[string]string{"Content-Encoding": encoding, "Cache-Control": publish.AskAgain, "X-Content-Type-Options": "nosniff", "Content-Type": "text/html; charset=utf-8"}},
		{"/briefings/b/", 200, map[string]string{"Content-Encoding": encoding, "Cache-Control": publish.AskAgain}},
		{"/css/site.css?v=1", 200, map[string]string{"Cache-Control": publish.KeepForever}},
		{"/css/site.css", 200, map[string]string{"Cache-Control": publish.AskAgain}},
		{"/briefings/b/?v=1", 200, map[string]string{"Cache-Control": publish.AskAgain}},
		{"/feed.xml?v=1", 200, map[string]string{"Cache-Control": publish.AskAgain}},
		{"/search/index.js?v=1", 200, map[string]string{"Cache-Control": publish.KeepForever}},
		{"/briefings/b/older.html", 301, map[string]string{"Location": "/briefings/b/first.html"}},
		{"/nothing/here.html", 404, map[string]string{"X-Content-Type-Options": "nosniff"}},
	} {
		r := get(c.path)
		if r.StatusCode != c.status {
			t.Errorf("%s: status %d, want %d", c.path, r.StatusCode, c.status)
		}
		for name, want := range c.header {
			got := r.Header.Get(name)
			if name == "Location" {
				got = got[max(0, len(got)-len(want)):] // some write the host before it
			}
			if !strings.EqualFold(got, want) {
				t.Errorf("%s: %s: %q, want %q", c.path, name, got, want)
			}
		}
	}
}

// awaitConnection returns when a server listens.
func awaitConnection(t *testing.T, address string) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	for ctx.Err() == nil {
		var d net.Dialer
		if c, err := d.DialContext(ctx, "tcp", address); err == nil {
			c.Close()
			return
		}
	}
	t.Fatal("the server does not listen")
}
