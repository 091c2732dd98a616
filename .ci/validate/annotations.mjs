// W3C Web Annotations.

import Ajv from "ajv";
import addFormats from "ajv-formats";
import { expanded } from "./expand.mjs";
import { report } from "./site.mjs";

// The terms that our annotations use, with their meaning in the vocabulary of the W3C.
const oa = "http://www.w3.org/ns/oa#", as = "http://www.w3.org/ns/activitystreams#", dc = "http://purl.org/dc/terms/";
const id = (iri) => ({ "@id": iri, "@type": "@id" });
const context = {
	id: "@id", type: "@type",
	Annotation: oa + "Annotation", TextualBody: oa + "TextualBody", SpecificResource: oa + "SpecificResource", FragmentSelector: oa + "FragmentSelector",
	TextQuoteSelector: oa + "TextQuoteSelector", TextPositionSelector: oa + "TextPositionSelector", TimeState: oa + "TimeState",
	AnnotationCollection: as + "OrderedCollection", AnnotationPage: as + "OrderedCollectionPage",
	assessing: oa + "assessing", classifying: oa + "classifying", commenting: oa + "commenting", linking: oa + "linking", questioning: oa + "questioning",
	body: id(oa + "hasBody"), target: id(oa + "hasTarget"), source: id(oa + "hasSource"), selector: id(oa + "hasSelector"), state: id(oa + "hasState"),
	creator: id(dc + "creator"), rights: id(dc + "rights"), conformsTo: id(dc + "conformsTo"), first: id(as + "first"), partOf: id(as + "partOf"),
	motivation: { "@id": oa + "motivatedBy", "@type": "@vocab" }, purpose: { "@id": oa + "hasPurpose", "@type": "@vocab" },
	items: { "@id": as + "items", "@type": "@id", "@container": "@list" },
	modified: { "@id": dc + "modified", "@type": "http://www.w3.org/2001/XMLSchema#dateTime" }, sourceDate: { "@id": oa + "sourceDate", "@type": "http://www.w3.org/2001/XMLSchema#dateTime" },
	format: "http://purl.org/dc/elements/1.1/format", language: "http://purl.org/dc/elements/1.1/language", value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
	start: oa + "start", end: oa + "end", exact: oa + "exact", prefix: oa + "prefix", suffix: oa + "suffix", name: "http://xmlns.com/foaf/0.1/name",
	label: "http://www.w3.org/2000/01/rdf-schema#label", total: as + "totalItems", startIndex: as + "startIndex",
};

// What the model demands, as far as our annotations use it.
const moment = { type: "string", format: "date-time", pattern: "Z$" };
const iri = { type: "string", format: "uri-reference", minLength: 1 };
const selector = (type, required, properties) => ({ type: "object", required: ["type", ...required], additionalProperties: false, properties: { type: { const: type }, ...properties } });
const text = { type: "string" }, words = { type: "string", minLength: 1 }, place = { type: "integer", minimum: 0 };
const purpose = { enum: ["commenting", "classifying", "linking"] };
const schema = {
	type: "object", required: ["@context", "id", "type", "total", "first"],
	properties: {
		"@context": { type: "array", contains: { const: "http://www.w3.org/ns/anno.jsonld" } }, id: iri, type: { const: "AnnotationCollection" }, total: place,
		first: {
			type: "object", required: ["id", "type", "partOf", "items"],
			properties: { id: iri, type: { const: "AnnotationPage" }, partOf: iri, startIndex: place, items: { type: "array", items: { $ref: "#/$defs/annotation" } } },
		},
	},
	$defs: {
		annotation: {
			type: "object", required: ["id", "type", "motivation", "target", "briefing:fields"],
			properties: {
				id: iri, type: { const: "Annotation" }, motivation: { enum: ["assessing", "linking", "commenting", "questioning"] }, modified: moment, rights: iri,
				creator: { type: "object", required: ["name"] },
				body: {
					type: "array", minItems: 1,
					items: { anyOf: [
						{ required: ["type", "value", "purpose"], properties: { type: { const: "TextualBody" }, value: words, purpose, format: text, language: text } },
						{ required: ["type", "source", "purpose"], properties: { type: { const: "SpecificResource" }, purpose, source: iri } },
					] },
				},
				target: { anyOf: [iri, { type: "array", minItems: 1, items: { $ref: "#/$defs/target" } }] },
			},
		},
		target: {
			type: "object", required: ["type", "source", "selector"],
			properties: {
				type: { const: "SpecificResource" }, source: iri, state: { type: "object", required: ["type", "sourceDate"], properties: { type: { const: "TimeState" }, sourceDate: moment } },
				selector: { type: "array", minItems: 2, items: { anyOf: [
					selector("FragmentSelector", ["value", "conformsTo"], { value: words, conformsTo: iri }),
					selector("TextQuoteSelector", ["exact"], { exact: words, prefix: words, suffix: words }),
					selector("TextPositionSelector", ["start", "end"], { start: place, end: place }),
				] } },
			},
		},
	},
};

export async function annotations(site) {
	const ajv = new Ajv({ strict: false, allErrors: true });
	addFormats(ajv);
	const valid = ajv.compile(schema);
	let read = 0;
	for (const name of site.ending("annotations.jsonld")) {
		const collection = site.json(name);
		if (!valid(collection)) report(name, ajv.errorsText(valid.errors));
		await expanded(collection, "https://x.example/" + name, { "http://www.w3.org/ns/anno.jsonld": context }).catch((e) => report(name, `${e.message} ${JSON.stringify(e.details ?? "")}`));
		places(site, name, collection.first.items);
		if (collection.total !== collection.first.items.length) report(name, "does not hold as many annotations as it says");
		read += collection.first.items.length;
	}
	return ["web annotations", read];
}

// places finds each passage by its position and its words in the article's text, and by
// its id on the page.
function places(site, name, items) {
	const folder = name.slice(0, name.lastIndexOf("/") + 1);
	const characters = [...site.json(`data/v1/briefings/${folder.split("/")[1]}.json`).text];
	const page = site.text(folder + "index.html");
	for (const item of items) {
		for (const target of [item.target].flat().filter((t) => typeof t === "object")) {
			const of = Object.fromEntries(target.selector.map((s) => [s.type, s]));
			const { start, end } = of.TextPositionSelector, { exact, prefix = "", suffix = "" } = of.TextQuoteSelector;
			const around = characters.slice(start - [...prefix].length, end + [...suffix].length).join("");
			if (around !== prefix + exact + suffix) report(name, `${item.id} is not at its place: ${around}`);
			if (of.FragmentSelector && !page.includes(`id="${of.FragmentSelector.value}"`)) report(name, `${item.id} has no place on the page`);
		}
	}
}
