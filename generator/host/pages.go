package host

import (
	"fmt"
	"strconv"
	"strings"
)

// Pages is a workflow that publishes on GitHub Pages after each push. With more
// than one shard as many machines build the site side by side.
func Pages(shards int) string {
	if shards <= 1 {
		return workflowHead + workflowBuild + workflowDeploy
	}
	numbers := make([]string, shards)
	for i := range numbers {
		numbers[i] = strconv.Itoa(i + 1)
	}
	return workflowHead + fmt.Sprintf(workflowShards, strings.Join(numbers, ", "), shards) + workflowDeploy
}

const workflowHead = `# .github/workflows/pages.yml
name: pages
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
jobs:
`

const workflowBuild = `  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-go@v6
        with:
          go-version-file: go.mod
      - run: go run ./generator build --out site
      - uses: actions/upload-pages-artifact@v4
        with:
          path: site
`

// workflowShards takes the numbers of the shards and how many there are.
const workflowShards = `  # One time for all machines, so that they agree about embargoes.
  time:
    runs-on: ubuntu-latest
    outputs:
      now: ${{ steps.now.outputs.now }}
    steps:
      - id: now
        run: echo "now=$(date --utc +%%Y-%%m-%%dT%%H:%%MZ)" >> "$GITHUB_OUTPUT"
  shard:
    needs: time
    runs-on: ubuntu-latest
    strategy:
      matrix:
        shard: [%s]
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-go@v6
        with:
          go-version-file: go.mod
      - run: go run ./generator build --shard ${{ matrix.shard }}/%d --now ${{ needs.time.outputs.now }} --out part
      - uses: actions/upload-artifact@v4
        with:
          name: part-${{ matrix.shard }}
          path: part
  build:
    needs: shard
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-go@v6
        with:
          go-version-file: go.mod
      - uses: actions/download-artifact@v4
        with:
          path: parts
      - run: go run ./generator join parts/* --out site
      - uses: actions/upload-pages-artifact@v4
        with:
          path: site
`

const workflowDeploy = `  deploy:
    needs: build
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v4
`
