// The vocabulary of schema.org, from its own release.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const SCHEMA = "http://schema.org/";
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const RDFS = "http://www.w3.org/2000/01/rdf-schema#";

const classes = new Map(); // name to the names of the classes above it
const properties = new Map(); // name to {domain, range}, names of classes

const local = (iri) => (iri.startsWith(SCHEMA) ? iri.slice(SCHEMA.length) : null);
const file = createRequire(import.meta.url).resolve("@vocabulary/schema/schema.nq");
for (const line of readFileSync(file, "utf8").split("\n")) {
	const m = /^<([^>]*)> <([^>]*)> <([^>]*)>/.exec(line);
	const subject = m && local(m[1]);
	if (!subject) continue;
	const of = (map, empty) => map.get(subject) ?? map.set(subject, empty).get(subject);
	const object = local(m[3]);
	if (m[2] === TYPE && m[3] === RDFS + "Class") of(classes, []);
	if (m[2] === RDFS + "subClassOf" && object) of(classes, []).push(object);
	if (m[2] === TYPE && m[3].endsWith("#Property")) of(properties, { domain: [], range: [] });
	if (m[2] === SCHEMA + "domainIncludes") of(properties, { domain: [], range: [] }).domain.push(object);
	if (m[2] === SCHEMA + "rangeIncludes") of(properties, { domain: [], range: [] }).range.push(object);
}

// context gives every term of the vocabulary its meaning, and no other.
export const context = Object.fromEntries([...classes.keys(), ...properties.keys()].map((name) => [name, `https://schema.org/${name}`]));

// above is a class with those above it.
function above(name, all = new Set()) {
	if (!all.has(name)) {
		all.add(name);
		for (const up of classes.get(name) ?? []) above(up, all);
	}
	return all;
}

const fits = (types, allowed) => types.some((t) => [...above(t)].some((c) => allowed.includes(c)));
const words = ["Text", "URL", "Date", "DateTime", "Number", "Boolean", "CssSelectorType", "Integer"];

// faults are the uses of words that the vocabulary does not know, in a node as its author
// wrote it. A node without a type is one that nothing is known of.
export function faults(node) {
	const found = [];
	const types = [node["@type"] ?? []].flat();
	for (const t of types) if (!classes.has(t)) found.push(`there is no type ${t}`);
	for (const [key, value] of Object.entries(node)) {
		if (key.startsWith("@")) continue;
		const property = properties.get(key);
		if (!property) {
			found.push(`there is no property ${key}`);
			continue;
		}
		if (types.length > 0 && !fits(types, property.domain)) found.push(`${types} has no ${key}`);
		for (const v of [value].flat()) {
			if (v === null || typeof v !== "object") {
				if (!property.range.some((r) => words.includes(r))) found.push(`${key} cannot be the word ${JSON.stringify(v)}`);
				continue;
			}
			const of = [v["@type"] ?? []].flat();
			if (of.length > 0 && !fits(of, property.range)) found.push(`${key} cannot be a ${of}`);
			found.push(...faults(v));
		}
	}
	return found;
}
