# make test    everything that must pass, after installing what it needs
# make bench   build times of a synthetic corpus, with the ratio to plain reading and writing
# make fuzz    each fuzz target for FUZZTIME
# make measure a page of every kind against its goals: bytes, Lighthouse, axe, 320 px, file://
# make validate what a site holds for programs, read by other people's readers
# make site    the repository's own site
# make faults  the tests of faults in full: 1,000 kills each, files of 100 MB, 10,000 annotations
# make release binaries for every system, their checksums and what they are made of, in dist/

GO       ?= go
FUZZTIME ?= 30s
BENCH_N  ?= 1000,10000
CHECKER  := .ci/node_modules/vnu-jar/build/dist/vnu.jar
TOOLS    := $(CHECKER) .ci/bin/versitygw .ci/bin/govulncheck

MEASURE  := .ci/measure/node_modules/.package-lock.json
VALIDATE := .ci/validate/node_modules/.package-lock.json

.PHONY: test tools format vet units html validate vulnerabilities bench fuzz measure site faults release

test: tools format vet units html validate vulnerabilities

tools: $(TOOLS)
	@.ci/need chromium "for tests in a browser" chromium google-chrome
	@.ci/need default-jre-headless "for the W3C checker" java

$(CHECKER): .ci/package.json
	npm install --prefix .ci --no-package-lock --no-audit --no-fund --ignore-scripts --silent
	@touch $@

# A real S3 server, for tests alone.
.ci/bin/versitygw:
	GOBIN=$(CURDIR)/.ci/bin $(GO) install github.com/versity/versitygw/cmd/versitygw@v1.8.0

.ci/bin/govulncheck:
	GOBIN=$(CURDIR)/.ci/bin $(GO) install golang.org/x/vuln/cmd/govulncheck@v1.9.0

format:
	@out=$$(gofmt -l generator templates static); test -z "$$out" || { echo "gofmt would change: $$out"; exit 1; }

vet:
	$(GO) vet ./...

# Browser tests and those with an S3 server must not be skipped here.
units:
	BROWSER_TESTS=required S3_TESTS=required $(GO) test -race -timeout 40m ./...

vulnerabilities: .ci/bin/govulncheck
	.ci/vulnerabilities

faults:
	KILLS=1000 LARGE=1 $(GO) test -timeout 60m -run 'Killed|Large|Thousand' ./generator ./generator/publish

release:
	.ci/release

validate: $(VALIDATE)
	@.ci/need libxml2-utils "to read feeds and schemas" xmllint
	node .ci/validate/validate.mjs site

$(VALIDATE): .ci/validate/package.json
	npm install --prefix .ci/validate --no-package-lock --no-audit --no-fund --ignore-scripts --silent
	@touch $@

# The W3C checker on every page.
html:
	java -jar $(CHECKER) --errors-only --skip-non-html site

bench:
	$(GO) run ./generator/bench -n $(BENCH_N)

fuzz:
	@for pkg in $$($(GO) list ./generator/...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep ^Fuzz); do \
			echo "$$pkg $$target"; $(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
		done; \
	done

measure: $(MEASURE)
	node .ci/measure/measure.mjs site

$(MEASURE): .ci/measure/package.json
	npm install --prefix .ci/measure --no-package-lock --no-audit --no-fund --ignore-scripts --silent
	@touch $@

site:
	$(GO) run ./generator build
