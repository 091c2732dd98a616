// JSON held against a type. There is a package of types of JSON Feed, and none of its
// schema, so the compiler says whether a value is a feed. It knows of missing, unknown
// and wrong members, and not of the forms of texts.

import ts from "typescript";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));

// mistyped are what is wrong with the values, of [name, JSON], that are not of the type
// that a package gives by default: each [name, what].
export function mistyped(module, values) {
	const options = { strict: true, noEmit: true, types: [], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
	const names = values.map((_, i) => path.join(folder, `value-${i}.ts`));
	const sources = new Map(values.map(([, json], i) => [names[i], `import type Type from "${module}";\nexport const value: Type = ${json};\n`]));
	const host = ts.createCompilerHost(options);
	const { fileExists, readFile, getSourceFile } = host;
	host.fileExists = (name) => sources.has(path.normalize(name)) || fileExists(name);
	host.readFile = (name) => sources.get(path.normalize(name)) ?? readFile(name);
	host.getSourceFile = (name, version) => {
		const text = sources.get(path.normalize(name));
		return text === undefined ? getSourceFile(name, version) : ts.createSourceFile(name, text, version);
	};
	const found = ts.getPreEmitDiagnostics(ts.createProgram(names, options, host));
	return found.map((d) => {
		const i = names.indexOf(path.normalize(d.file?.fileName ?? ""));
		return [values[i]?.[0] ?? module, ts.flattenDiagnosticMessageText(d.messageText, " ")];
	});
}
