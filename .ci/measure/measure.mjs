#!/usr/bin/env node
// Measures one page of every kind as a reader meets it, and exits 1 if one misses a goal:
//
//   node .ci/measure/measure.mjs [folder of the site [kind ...]]    default: site, every kind
//   LIGHTHOUSE=0 leaves out Lighthouse, which takes most of the time.
//
// Bytes are those on the wire, compressed with gzip. Lighthouse runs as on a phone; of a
// score that misses the goal the best of three runs counts, since other work on the machine
// lowers it. Needs Chromium, and the packages of package.json beside this file.

import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { readFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import path from "node:path";
import { chromium } from "playwright-core";
import lighthouse from "lighthouse";

const require = createRequire(import.meta.url);
const axe = require.resolve("axe-core/axe.min.js");
const folder = path.resolve(process.argv[2] ?? "site");
const executablePath = process.env.CHROME_PATH ?? execFileSync("sh", ["-c", "command -v chromium || command -v google-chrome"]).toString().trim();

// Goals. Sizes are in KB of 1,000 bytes, all files of a page together.
const LIMITS = { js: 6, css: 10, requests: 5 };
const KINDS = [
	["briefing", "briefings/allies-and-rivals/index.html", briefingBudget],
	["claim", "briefings/allies-and-rivals/arms-dependence.html", 15],
	["quote", "briefings/allies-and-rivals/q-putin.html", 15],
	["relations", "briefings/allies-and-rivals/relations.html", 40],
	["its sources", "briefings/allies-and-rivals/sources.html", 25],
	["expert", "experts/temur-umarov.html", 15],
	["source", "sources/wapo-2019.html", 15],
	["home", "index.html", 25],
	["country", "countries/tj.html", 25],
	["briefings", "briefings/index.html", 25],
	["topic", "briefings/topic-trade.html", 25],
	["claims", "claims/index.html", 25],
	["standing", "claims/contradicted.html", 25],
	["by country", "claims/by-country.html", 25],
	["countries", "countries/index.html", 25],
	["experts", "experts/index.html", 25],
	["sources", "sources/index.html", 25],
	["timeline", "timeline.html", 40],
	["search", "search.html", 60],
	["corrections", "corrections.html", 15],
	["method", "method.html", 15],
	["data", "data.html", 15],
	["page", "about.html", 15],
]; // not 404.html: its addresses are those of the published site

// briefingBudget is 16 KB for each 20 notes begun, or each 1,000 words of the article
// begun: whichever the page has more of.
function briefingBudget(page) {
	return 16 * Math.max(Math.ceil(page.notes / 20), Math.ceil(page.words / 1000));
}

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".json": "application/json" };

const server = createServer(async (request, response) => {
	const name = decodeURIComponent(new URL(request.url, "http://x").pathname).replace(/\/$/, "/index.html");
	try {
		const body = await readFile(path.join(folder, path.normalize(name)));
		const type = TYPES[path.extname(name)] ?? "application/octet-stream";
		const isText = /text|json|svg/.test(type);
		response.writeHead(200, { "content-type": type, "cache-control": "max-age=31536000", ...(isText && { "content-encoding": "gzip" }) });
		response.end(isText ? gzipSync(body) : body);
	} catch {
		response.writeHead(404).end();
	}
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}/`;

const PORT = 9300 + (process.pid % 500);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${PORT}`] });

// open shows a page and gathers what goes over the wire and what the browser complains of.
async function open(address, settings) {
	const context = await browser.newContext(settings);
	const page = await context.newPage();
	page.setDefaultTimeout(30_000);
	const complaints = [];
	const bytes = { html: 0, css: 0, js: 0, other: 0, requests: 0 };
	const sizes = [];
	page.on("console", (m) => m.type() === "error" && complaints.push(m.text()));
	page.on("pageerror", (e) => complaints.push(String(e)));
	page.on("requestfailed", (r) => complaints.push(`${r.url()} failed`));
	page.on("requestfinished", (r) => sizes.push(r.sizes().then((s) => {
		const isIndex = new URL(r.url()).pathname.startsWith("/search/"); // data in the form of a script, to be read from disk too
		const kind = isIndex ? "other" : { document: "html", stylesheet: "css", script: "js" }[r.resourceType()] ?? "other";
		bytes[kind] += s.responseBodySize / 1000;
		bytes.requests++;
	}).catch(() => {})));
	await page.addInitScript(() => {
		window.shifted = 0;
		new PerformanceObserver((list) => { for (const e of list.getEntries()) window.shifted += e.value; }).observe({ type: "layout-shift", buffered: true });
	});
	await page.goto(address, { waitUntil: "load" });
	await Promise.all(sizes);
	return { context, page, complaints, bytes };
}

// findings of axe with every details element open.
async function accessible(address) {
	const found = [];
	for (const colorScheme of ["light", "dark"]) {
		for (const viewport of [{ width: 390, height: 844 }, { width: 1440, height: 900 }]) {
			const { context, page } = await open(address, { colorScheme, viewport, bypassCSP: true });
			await page.evaluate(() => { for (const d of document.querySelectorAll("details")) d.open = true; });
			await page.addScriptTag({ path: axe });
			const { violations } = await page.evaluate(() => window.axe.run());
			for (const v of violations) found.push(`${v.id} (${colorScheme}, ${viewport.width} px, ${v.nodes.length}×: ${v.nodes[0].target})`);
			await context.close();
		}
	}
	return found;
}

// spread adds the spacing of WCAG 1.4.12.
function spread() {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }");
	document.adoptedStyleSheets = [sheet];
}

async function narrow(address) {
	const { context, page } = await open(address, { viewport: { width: 320, height: 800 } });
	const width = () => page.evaluate(() => document.documentElement.scrollWidth);
	const plain = await width();
	await page.evaluate(spread);
	const spaced = await width();
	await context.close();
	return [plain, spaced];
}

async function scores(address) {
	const best = {};
	const goals = { performance: 99, accessibility: 100, "best-practices": 100, seo: 100 };
	const names = Object.keys(goals);
	for (let run = 0; run < 3 && !names.every((n) => best[n] >= goals[n]); run++) {
		const { lhr } = await lighthouse(address, { port: PORT, logLevel: "silent", onlyCategories: names });
		for (const n of names) best[n] = Math.max(best[n] ?? 0, Math.round((lhr.categories[n].score ?? 0) * 100));
	}
	return [best, names.filter((n) => best[n] < goals[n]).map((n) => `Lighthouse ${n} ${best[n]} < ${goals[n]}`)];
}

// measure returns a line of the table and what missed its goal.
async function measure([kind, name, budget]) {
	const missed = [];
	const limit = (what, value, most) => value > most + 1e-9 && missed.push(`${what} ${Math.round(value * 100) / 100} > ${Math.round(most * 100) / 100}`);
	const { context, page, complaints, bytes } = await open(origin + name, { viewport: { width: 390, height: 844 } });
	const seen = await page.evaluate(() => ({
		words: (document.querySelector("main .article")?.textContent ?? "").split(/\s+/).length,
		notes: document.querySelectorAll(".note").length, shifted: window.shifted,
	}));
	await context.close();
	const total = bytes.html + bytes.css + bytes.js + bytes.other;
	limit("KB", total, typeof budget === "function" ? budget(seen) : budget);
	for (const what of Object.keys(LIMITS)) limit(what, bytes[what], LIMITS[what]);
	limit("layout shift", seen.shifted, 0);
	missed.push(...complaints.map((c) => `complaint: ${c}`));
	const disk = await open(pathToFileURL(path.join(folder, name)).href, {});
	missed.push(...disk.complaints.map((c) => `complaint from disk: ${c}`));
	await disk.context.close();
	for (const width of await narrow(origin + name)) limit("width at 320 px", width, 320);
	missed.push(...(await accessible(origin + name)).map((v) => `axe: ${v}`));
	let best = {};
	if (process.env.LIGHTHOUSE !== "0") {
		const [got, low] = await scores(origin + name);
		best = got;
		missed.push(...low);
	}
	return [[kind.padEnd(12), ...["html", "css", "js"].map((t) => bytes[t].toFixed(1).padStart(6)), total.toFixed(1).padStart(6),
		String(bytes.requests).padStart(3), Object.values(best).join("/")].join(" "), missed];
}

console.log("page           html    css     js    all req Lighthouse");
let bad = 0;
const wanted = process.argv.slice(3);
for (const kind of KINDS.filter(([name]) => wanted.length === 0 || wanted.includes(name))) {
	const [line, missed] = await measure(kind);
	console.log(line);
	for (const m of missed) console.log(`    missed: ${m}`);
	bad += missed.length;
}
await browser.close();
server.close();
process.exit(bad ? 1 : 0);
