// Bibliographies: CSL-JSON against its schema, BibTeX and RIS read back by another reader
// and compared with it, in files and inside of the links of the pages of sources.

import Ajv from "ajv";
import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import { report } from "./site.mjs";

// The input format of CSL 1.0.2, as far as we write it. No package carries its schema.
const date = {
	type: "object", additionalProperties: false, required: ["date-parts"],
	properties: { "date-parts": { type: "array", minItems: 1, maxItems: 2, items: { type: "array", minItems: 1, maxItems: 3, items: { type: "integer" } } } },
};
const text = { type: "string", minLength: 1 }, number = { type: ["string", "number"] };
const person = { type: "object", additionalProperties: false, minProperties: 1, properties: { family: text, given: text, literal: text, suffix: text, "dropping-particle": text, "non-dropping-particle": text } };
const all = (names, schema) => Object.fromEntries(names.split(" ").map((n) => [n, schema]));
const types = `article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document entry
	entry-dictionary entry-encyclopedia figure graphic hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
	paper-conference patent performance periodical personal_communication post post-weblog regulation report review review-book software song speech standard
	thesis treaty webpage`.split(/\s+/);
const schema = {
	type: "array",
	items: {
		type: "object", required: ["id", "type"], additionalProperties: false,
		properties: {
			id: text, type: { enum: types }, categories: { type: "array", items: text }, ...all("accessed issued event-date original-date submitted available-date", date),
			...all("author editor translator interviewer director recipient container-author collection-editor composer contributor", { type: "array", minItems: 1, items: person }),
			...all("volume issue page edition number number-of-pages number-of-volumes chapter-number collection-number section supplement part", number),
			...all("title title-short container-title container-title-short collection-title original-title publisher publisher-place event event-place event-title genre medium language URL DOI ISBN ISSN PMID PMCID archive archive_location archive_collection authority jurisdiction division abstract note annote keyword source status version scale references", text),
		},
	},
};

const forms = { ".bib": ["@biblatex/text", "BibTeX"], ".ris": ["@ris/file", "RIS"] };

export async function bibliographies(site) {
	const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
	const valid = ajv.compile(schema);
	const check = (name, csl, bib, ris) => {
		const items = JSON.parse(csl);
		if (!valid(items)) report(name, ajv.errorsText(valid.errors));
		compare(name, items, bib, forms[".bib"]);
		compare(name, items, ris, forms[".ris"]);
		return items.length;
	};
	let read = 0;
	for (const name of site.ending(".csl.json")) {
		const stem = name.slice(0, -".csl.json".length);
		read += check(name, site.text(name), site.text(stem + ".bib"), site.text(stem + ".ris"));
	}
	for (const { path: name } of site.json("data/v1/sources.json").sources) {
		const links = [...site.text(name).matchAll(/<a download="[^"]*?(\.csl\.json|\.bib|\.ris)" href="data:[^,"]*,([^"]*)"/g)];
		const inside = Object.fromEntries(links.map(([, form, text]) => [form, decodeURIComponent(text)]));
		if (links.length !== 3) report(name, `has ${links.length} of 3 forms of its source`);
		else read += check(name, inside[".csl.json"], inside[".bib"], inside[".ris"]);
	}
	return ["bibliographic records", read];
}

// The reader of BibTeX escapes the percent signs of addresses again, and that of RIS makes
// the authors of a newspaper's article its reporter, of whom it knows one, and knows no
// authors of laws.
const sameAddress = (a = "", b = "") => a === b || decodeURI(a) === b;
const sameAuthors = (a, b) => (a.type === "legislation" && !a.author) || (a.reporter ? b.author?.length > 0 : (a.author ?? []).length === (b.author ?? []).length);

const plain = (s) => String(s ?? "").replace(/<[^>]*>/g, "").replace(/\s+/g, " ").trim();

// compare reads a form back and looks whether each record has its title, its address and
// its year.
function compare(name, items, written, [type, form]) {
	let found;
	try {
		found = plugins.input.chain(written, { forceType: type, generateGraph: false });
	} catch (e) {
		report(name, `${form}: ${e.message}`);
		return;
	}
	if (found.length !== items.length) report(name, `${form}: ${found.length} of ${items.length} records`);
	const by = new Map(found.map((f) => [String(f["citation-key"] ?? f.id), f]));
	for (const item of items) {
		const other = by.get(item.id) ?? (items.length === 1 ? found[0] : undefined);
		if (!other) {
			report(name, `${form}: ${item.id} is missing`);
			continue;
		}
		if (plain(other.title) !== plain(item.title)) report(name, `${form}: ${item.id} has the title ${other.title}`);
		if (!sameAddress(other.URL, item.URL)) report(name, `${form}: ${item.id} has the address ${other.URL}`);
		const year = (i) => i.issued?.["date-parts"]?.[0]?.[0];
		if (year(other) !== year(item)) report(name, `${form}: ${item.id} has the year ${year(other)}`);
		if (!sameAuthors(other, item)) report(name, `${form}: ${item.id} has other authors`);
	}
}
