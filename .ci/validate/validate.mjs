#!/usr/bin/env node
// Reads what a site holds for programs with other people's readers, and exits 1 if one of
// them complains:
//
//   node .ci/validate/validate.mjs [folder of the site]      default: site
//
// Linked data is expanded in safe mode, which refuses terms that nobody defines, and held
// against the vocabulary of schema.org; data against its schemas; feeds, sitemaps and
// bibliographies against theirs, and read back. Needs xmllint, and the packages of
// package.json beside this file.

import path from "node:path";
import { Site, report } from "./site.mjs";
import { pages } from "./pages.mjs";
import { annotations } from "./annotations.mjs";
import { data } from "./data.mjs";
import { bibliographies } from "./bibliographies.mjs";
import { feeds } from "./feeds.mjs";

const site = new Site(path.resolve(process.argv[2] ?? "site"));
for (const check of [pages, annotations, data, bibliographies, feeds]) {
	const [what, read] = await check(site);
	console.log(`${String(read).padStart(6)} ${what}`);
	if (read === 0) report("site", `no ${what} were found`);
}
process.exit(report.count ? 1 : 0);
