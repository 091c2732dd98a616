// Data files against their schemas, and the schemas themselves.

import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import path from "node:path";
import { report } from "./site.mjs";

export async function data(site) {
	const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true });
	addFormats(ajv);
	for (const name of site.ending(".schema.json")) {
		try {
			ajv.addSchema(site.json(name), name);
			ajv.getSchema(name); // compiles it
		} catch (e) {
			report(name, e.message);
		}
	}
	let read = 0;
	for (const name of site.names.filter((n) => n.startsWith("data/v1/") && n.endsWith(".json") && !n.endsWith(".schema.json"))) {
		const value = site.json(name);
		const valid = ajv.getSchema(path.posix.join(path.posix.dirname(name), value.$schema));
		if (!valid) report(name, `there is no schema ${value.$schema}`);
		else if (!valid(value)) report(name, ajv.errorsText(valid.errors));
		read++;
	}
	for (const file of site.json("data/v1/index.json").files) if (!site.names.includes(file.path)) report("data/v1/index.json", `there is no file ${file.path}`);
	return ["data files", read];
}
