package host

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"briefing/generator/publish"
)

// name is the host's name, for the head of a configuration.
func (s Site) name() string {
	if u, err := url.Parse(s.URL); err == nil && u.Host != "" {
		return u.Host
	}
	return "example.org"
}

// moved calls a function with each old address and the new one, from the root of
// the host.
func (s Site) moved(each func(from, to string)) {
	for _, r := range s.Redirects {
		for _, from := range addresses(r.From) {
			each(s.prefix()+from, s.prefix()+escape(address(r.To)))
		}
	}
}

// versioned are the files whose addresses may carry a hash, as a server writes them:
// in is the form of a name, and all that of the files of a folder.
func versioned(in func(string) string, all, between string) string {
	var names []string
	for _, name := range publish.Versioned {
		if strings.HasSuffix(name, "/") {
			names = append(names, in(name)+all)
		} else {
			names = append(names, in(name))
		}
	}
	return strings.Join(names, between)
}

// Nginx is a file for the folder conf.d of nginx. dir is the folder of the site on
// the server.
func (s Site) Nginx(dir string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# A file for conf.d. Addresses of these files with ?v=… carry a hash of their bytes.
map "$uri $arg_v" $briefing_cache {
    default "%s";
    "~^%s(%s) ." "%s";
}
map $uri $briefing_moved {
    default "";
`, publish.AskAgain, regexp.QuoteMeta(s.prefix()), versioned(regexp.QuoteMeta, "[^ ]*", "|"), publish.KeepForever)
	s.moved(func(from, to string) { fmt.Fprintf(&b, "    %q %q;\n", from, to) })
	fmt.Fprintf(&b, `}
server {
    listen 80;
    server_name %s;
    root %s;
    index index.html;
    error_page 404 %s404.html;
    charset utf-8;
    gzip_static on;        # sends a.html.gz of briefing build --compress gz
    # brotli_static on;    # sends a.html.br, with nginx's module of that name
    add_header Cache-Control $briefing_cache;
    add_header X-Content-Type-Options nosniff always;
    add_header Referrer-Policy %s always;
    if ($briefing_moved) { return 301 $briefing_moved; }
    location / { try_files $uri $uri/ =404; }
    location ~ \.jsonld$ { default_type application/ld+json; }
}
`, s.name(), dir, s.prefix(), referrer)
	return b.String()
}

// Caddy is a Caddyfile. dir is the folder of the site on the server.
func (s Site) Caddy(dir string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `%s {
	root * %s
	file_server {
		precompressed br gzip
	}
	header X-Content-Type-Options nosniff
	header Referrer-Policy %s
	# Addresses of these files with ?v=… carry a hash of their bytes.
	@versioned {
		path %[4]s
		query v=*
	}
	header @versioned Cache-Control "%[5]s"
	@other not {
		path %[4]s
		query v=*
	}
	header @other Cache-Control "%[6]s"
`, s.name(), dir, referrer, versioned(func(name string) string { return s.prefix() + name }, "*", " "), publish.KeepForever, publish.AskAgain)
	s.moved(func(from, to string) { fmt.Fprintf(&b, "\tredir %s %s 301\n", escape(from), to) })
	fmt.Fprintf(&b, `	handle_errors {
		rewrite * %s404.html
		file_server
	}
}
`, s.prefix())
	return b.String()
}
