// A site on a disk, and what is wrong with it.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export class Site {
	constructor(folder) {
		this.folder = folder;
		this.names = readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((e) => e.isFile())
			.map((e) => path.relative(folder, path.join(e.parentPath ?? e.path, e.name)).split(path.sep).join("/"))
			.sort();
	}
	// files whose names end in one of some ways.
	ending(...ends) {
		return this.names.filter((n) => ends.some((e) => n.endsWith(e)));
	}
	text(name) {
		return readFileSync(path.join(this.folder, name), "utf8");
	}
	json(name) {
		return JSON.parse(this.text(name));
	}
}

// report says what is wrong with a file, and counts.
export function report(name, what) {
	report.count = (report.count ?? 0) + 1;
	console.error(`${name}: ${what}`);
}
