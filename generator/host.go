package main

import (
	"fmt"

	"briefing/generator/host"
	"briefing/generator/pipeline"
)

type hostCommand struct {
	Name   string `arg:"" help:"nginx, caddy, or github-pages." enum:"nginx,caddy,github-pages"`
	Folder string `help:"Folder of the site on the server." default:"/srv/briefing/site" placeholder:"DIR"`
	Shards int    `help:"Machines that build the site side by side, for github-pages." default:"1" placeholder:"N"`
}

func (*hostCommand) Help() string {
	return "Examples:\n  briefing host nginx > /etc/nginx/conf.d/briefing.conf\n  briefing host github-pages > .github/workflows/pages.yml\n\n" +
		"A site works without: this tells browsers what they may keep, and readers of old addresses the new one.\n" +
		"For Netlify and Cloudflare Pages: briefing build --host-files."
}

func (c *hostCommand) Run(p *program) error {
	if c.Name == "github-pages" {
		_, err := fmt.Fprint(p.stdout, host.Pages(c.Shards))
		return err
	}
	in, err := p.input()
	if err != nil {
		return err
	}
	connected, list := pipeline.Connect(in)
	if err := p.report(list, false); err != nil {
		return err
	}
	text := hosted(connected).Nginx(c.Folder)
	if c.Name == "caddy" {
		text = hosted(connected).Caddy(c.Folder)
	}
	_, err = fmt.Fprint(p.stdout, text)
	return err
}
