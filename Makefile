# make test    everything that must pass, after installing what it needs
# make bench   build times of a synthetic corpus, with the ratio to plain reading and writing
# make fuzz    each fuzz target for FUZZTIME
# make measure a page of every kind against its goals: bytes, Lighthouse, axe, 320 px, file://
# make site    the repository's own site

GO       ?= go
FUZZTIME ?= 30s
BENCH_N  ?= 1000,10000
TOOLS    := .ci/node_modules/vnu-jar/build/dist/vnu.jar

MEASURE  := .ci/measure/node_modules/.package-lock.json

.PHONY: test tools format vet units html bench fuzz measure site

test: tools format vet units html

tools: $(TOOLS)
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium >/dev/null; }
	@command -v java >/dev/null || { apt-get update -qq && apt-get install -y -qq default-jre-headless >/dev/null; }

$(TOOLS): .ci/package.json
	npm install --prefix .ci --no-package-lock --no-audit --no-fund --ignore-scripts --silent
	@touch $@

format:
	@out=$$(gofmt -l generator templates static); test -z "$$out" || { echo "gofmt would change: $$out"; exit 1; }

vet:
	$(GO) vet ./...

# Browser tests must not be skipped here.
units:
	BROWSER_TESTS=required $(GO) test -race ./...

# The W3C checker on every page.
html:
	java -jar $(TOOLS) --errors-only --skip-non-html site

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
