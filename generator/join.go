package main

import (
	"fmt"
	"path/filepath"
	"time"

	"briefing/generator/publish"
)

type joinCommand struct {
	Parts []string `arg:"" help:"Folders that build --shard wrote, all of one site." type:"path"`
	Out   string   `help:"Folder to write; site in the root by default." type:"path" placeholder:"DIR"`
}

func (*joinCommand) Help() string {
	return "Example:\n  briefing build --shard 1/2 --out parts/1    (on one machine)\n  briefing build --shard 2/2 --out parts/2    (on another)\n" +
		"  briefing join parts/1 parts/2\n\nThe site is that of a build without shards, byte for byte."
}

func (c *joinCommand) Run(p *program) error {
	began := time.Now()
	files, err := publish.Join(c.Parts)
	if err != nil {
		return err
	}
	dir := c.Out
	if dir == "" {
		dir = filepath.Join(p.root, "site")
	}
	r, err := publish.Write(dir, files, p.progress("writing", len(files), began))
	if err != nil {
		return err
	}
	fmt.Fprintln(p.stdout, p.line(dir, r))
	return nil
}
