// Feeds and sitemaps.

import Ajv from "ajv";
import addFormats from "ajv-formats";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import { mistyped } from "./typed.mjs";
import { report } from "./site.mjs";

const require = createRequire(import.meta.url);
const sitemapSchema = path.join(path.dirname(require.resolve("sitemap/package.json")), "schema/sitemap.xsd");
const atomSchema = fileURLToPath(new URL("atom.rng", import.meta.url));

// JSON Feed 1.1, as far as we write it: narrower than the format, which typed.mjs looks at.
const url = { type: "string", format: "uri" }, text = { type: "string" }, moment = { type: "string", format: "date-time" };
const schema = {
	type: "object", additionalProperties: false, required: ["version", "title", "items"],
	properties: {
		version: { const: "https://jsonfeed.org/version/1.1" }, title: text, home_page_url: url, feed_url: url, language: text,
		authors: { type: "array", items: { type: "object", required: ["name"], additionalProperties: false, properties: { name: text } } },
		items: {
			type: "array",
			items: {
				type: "object", additionalProperties: false, required: ["id", "content_text"],
				properties: { id: text, url, title: text, content_text: text, date_published: moment, date_modified: moment },
			},
		},
	},
};

function lint(site, names, ...flags) {
	if (names.length === 0) return;
	try {
		execFileSync("xmllint", ["--noout", "--nonet", ...flags, ...names], { cwd: site.folder, stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 26 });
	} catch (e) {
		report("xmllint", String(e.stderr || e.message));
	}
}

export async function feeds(site) {
	const atoms = site.ending(".xml").filter((n) => /<feed /.test(site.text(n)));
	const maps = site.ending(".xml").filter((n) => /<urlset /.test(site.text(n)));
	lint(site, site.ending(".xml", ".svg"));
	lint(site, atoms, "--relaxng", atomSchema);
	lint(site, maps, "--schema", sitemapSchema);
	const ajv = new Ajv({ allErrors: true });
	addFormats(ajv);
	const valid = ajv.compile(schema);
	const twins = atoms.map((name) => name.replace(/\.xml$/, ".json"));
	for (const [name, what] of mistyped("@json-feed-types/1_1", twins.map((name) => [name, site.text(name)]))) report(name, what);
	for (const name of atoms) {
		const twin = name.replace(/\.xml$/, ".json"), json = site.json(twin);
		if (!valid(json)) report(twin, ajv.errorsText(valid.errors));
		const a = parseAtomFeed(site.text(name)), j = parseJsonFeed(json);
		const entries = (a.entries ?? []).map((e) => `${e.id} ${e.title?.value ?? e.title} ${new Date(e.updated).toISOString()}`);
		const items = (j.items ?? []).map((i) => `${i.id} ${i.title} ${new Date(i.date_modified).toISOString()}`);
		if (entries.join("\n") !== items.join("\n")) report(name, `says something else than ${twin}`);
		if (new Set((a.entries ?? []).map((e) => e.id)).size !== entries.length) report(name, "an id twice");
		for (const l of a.links ?? []) if (l.rel === "self" && !l.href.endsWith("/" + name)) report(name, `is not at ${l.href}`);
	}
	addresses(site, maps);
	return ["feeds", atoms.length];
}

// addresses looks whether every address of the sitemaps is a page that calls itself so.
function addresses(site, maps) {
	const base = site.json("data/v1/index.json").url;
	for (const name of maps) {
		for (const [, loc] of site.text(name).matchAll(/<loc>([^<]*)<\/loc>/g)) {
			const page = loc.slice(base.length).replace(/(^|\/)$/, "$1index.html");
			if (!loc.startsWith(base) || !site.names.includes(page)) report(name, `${loc} leads nowhere`);
			else if (!site.text(page).includes(`<link rel="canonical" href="${loc}">`)) report(name, `${loc} calls itself otherwise`);
		}
	}
	if (base && !site.text("robots.txt").includes(`\nSitemap: ${base}sitemap.xml\n`)) report("robots.txt", "does not name the sitemap");
}
