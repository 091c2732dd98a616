// Pages: linked data, links to themselves, tags for social networks and reference managers.

import { context, faults } from "./vocabulary.mjs";
import { expanded } from "./expand.mjs";
import { report } from "./site.mjs";

const block = /<script type="application\/ld\+json">(.*?)<\/script>/gs;

export async function pages(site) {
	const address = site.json("data/v1/index.json").url;
	const mains = new Map();
	let read = 0;
	for (const name of site.ending(".html")) {
		const html = site.text(name);
		if (/http-equiv="refresh"/.test(html)) continue; // an old address
		if (address && name !== "404.html") tags(name, html, address);
		const blocks = [...html.matchAll(block)];
		if (blocks.length > 1) report(name, "two main entities");
		for (const [, text] of blocks) {
			const node = JSON.parse(text);
			for (const fault of faults(node)) report(name, fault);
			await expanded(node, (address ?? "file:///") + name, { "https://schema.org": context }).catch((e) => report(name, `${e.message} ${JSON.stringify(e.details ?? "")}`));
			mains.set(name, node);
			read++;
		}
	}
	expected(site, mains);
	return ["pages with linked data", read];
}

// tags looks at the head of a page.
function tags(name, html, address) {
	const own = address + name.replace(/(^|\/)index\.html$/, "$1");
	const values = (pattern) => [...html.matchAll(pattern)].map((m) => m[1]);
	const once = (what, found, want) => (found.length !== 1 || (want !== undefined && found[0] !== want)) && report(name, `${what}: ${JSON.stringify(found)}`);
	once("canonical", values(/<link rel="canonical" href="([^"]*)">/g), own);
	once("og:url", values(/<meta property="og:url" content="([^"]*)">/g), own);
	for (const key of ["og:title", "og:type", "og:site_name"]) once(key, values(new RegExp(`<meta property="${key}" content="([^"]+)">`, "g")));
}

// expected holds the main entities against the data: each kind of page has its type.
function expected(site, mains) {
	const want = (name, ...types) => {
		const type = mains.get(name)?.["@type"];
		if (!types.includes(type)) report(name, `is about a ${type}, not a ${types.join(" or ")}`);
	};
	for (const claim of site.json("data/v1/claims.json").claims) {
		const isRated = !["disputed", "unverified"].includes(claim.assessment);
		want(claim.path, isRated ? "ClaimReview" : "Claim");
		if (isRated && mains.get(claim.path)?.claimReviewed !== claim.claim) report(claim.path, "reviews another claim");
	}
	for (const b of site.json("data/v1/briefings.json").briefings) if (b.status !== "withdrawn") want(b.path, "NewsArticle");
	for (const e of site.json("data/v1/experts.json").experts) want(e.path, "ProfilePage");
	for (const k of site.json("data/v1/countries.json").countries) want(k.path, "CollectionPage");
	for (const s of site.json("data/v1/sources.json").sources) if (!mains.get(s.path)) report(s.path, "says nothing of its source");
	want("index.html", "WebSite");
	want("data.html", "Dataset");
}
