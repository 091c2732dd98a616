/* The search page: finds while the reader types. Works from a disk: the index is
   scripts. Needs: .js-search, a form with q, kind, a and country; .js-count, .js-found,
   .js-list. The index: generator/search. Style: search.css. */
(() => {
	"use strict";
	const one = (selector) => document.querySelector(selector);
	const form = one(".js-search"), found = one(".js-found"), { q, kind } = form.elements;
	const make = (name, of, attributes) => {
		const element = document.createElement(name);
		element.append(...of);
		return Object.assign(element, attributes);
	};
	const say = (text) => { one(".js-count").textContent = text; };
	const label = (input) => input.parentNode.textContent.trim();

	// As in word.go.
	const alone = "[" + ["Han", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr"].map((script) => "\\p{sc=" + script + "}").join("") + "]";
	const word = RegExp(alone + "|((?!" + alone + ")[\\p{L}\\p{N}\\p{M}])+", "gu");
	const fold = (text) => text.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase().replace(/ς/g, "σ");

	const parts = {}, loads = {};
	let root;
	const load = async (name) => {
		if (!parts[name]) await (loads[name] ||= new Promise((onload, onerror) => {
			document.head.append(make("script", [], { src: "search/" + name + ".js?v=" + root.v, onload, onerror }));
		}));
		return parts[name];
	};

	// As in number.go.
	const numbers = (text) => {
		const all = [];
		let n = 0;
		for (const c of text) {
			const d = c.charCodeAt() - 35 - (c > "\\");
			if (d < 64) { all.push(n * 64 + d); n = 0; } else n = n * 27 + d - 63;
		}
		return all;
	};
	let before = "";
	const unfold = (coded) => coded.split(" ").map((text) => before = before.slice(0, numbers(text[0])) + text.slice(1));

	// Entries of words that stand between two.
	const terms = {};
	const between = async (low, high) => {
		const lists = root.w.map(async (first, i) => {
			if (first > high || root.w[i + 1] <= low) return [];
			const part = await load("w" + i);
			if (!part.all) {
				let [next, ...figures] = numbers(part[1]);
				part.all = unfold(part[0]).map((text, k) => {
					const term = terms[text] = next - figures[2 * k], size = figures[2 * k + 1];
					if (term === next) next++;
					return { text, term, size, isStem: size % 2 };
				});
			}
			return part.all.filter(({ text }) => text >= low && text <= high);
		});
		return (await Promise.all(lists)).flat();
	};

	// Result and 1 if in the title, of each; null for a word that is everywhere.
	const resultsOf = async (term) => {
		const file = root.p.findLastIndex((first) => first <= term);
		const list = (await load("p" + file)).split(" ")[term - root.p[file]];
		let at = -1;
		return list === "!" ? null : numbers(list).map((n) => [at += 1 + (n >> 1), n % 2]);
	};

	// One letter more, less or other, or two that changed places.
	const isNear = (a, b) => {
		let i = 0, k = 0;
		const least = Math.min(a.length, b.length);
		while (i < least && a[i] === b[i]) i++;
		while (k < least - i && a.at(-1 - k) === b.at(-1 - k)) k++;
		a = a.slice(i, a.length - k);
		b = b.slice(i, b.length - k);
		return a.length < 2 && b.length < 2 || a[0] + a[1] === b[1] + b[0] && !a[2] && !b[2];
	};
	const nearTo = async (text) => {
		const start = root.t && text.slice(0, 3) || "";
		const lists = [between(start, start + "\uffff")];
		if (root.t) for (const cut of [3, 4]) {
			let hash = 2166136261;
			for (let i = cut; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619) >>> 0;
			const near = unfold(await load("t" + hash % root.t)).filter((other) => isNear(other, text));
			lists.push(...near.map((other) => between(other, other)));
		}
		return (await Promise.all(lists)).flat().filter((entry) => isNear(entry.text, text));
	};

	// Terms that a word stands for, with weights: its own, or that of the stem that it
	// begins with; of a last word, those that it begins; else near ones.
	const meant = async (text, i, { length }) => {
		const best = new Map();
		const add = (entries, weight) => { for (const { term } of entries) if (!best.has(term)) best.set(term, weight); };
		const largest = (entries) => entries.sort((a, b) => b.size - a.size).slice(0, root.m);
		const isBegun = i === length - 1 && (!root.t || text[2]);
		const near = await between(text.slice(0, Math.max(3, text.length - 4)), text + (isBegun ? "\uffff" : ""));
		add(near.filter((entry) => entry.text === text), 1);
		if (!best.size) add(near.filter((entry) => entry.isStem && text.startsWith(entry.text)).slice(-1), 0.9);
		add(largest(near.filter((entry) => entry.text.startsWith(text))), 0.6);
		if (!best.size && text[4]) add(largest(await nearTo(text)), 0.5);
		return best;
	};

	// How well each result fits; it must fit every word and every kind of filter.
	const fits = async (clauses) => {
		const lists = new Map();
		await Promise.all(clauses.flatMap((clause) => [...clause.keys()]).map(async (term) => lists.set(term, await resultsOf(term))));
		let all;
		for (const clause of clauses) {
			let here = new Map();
			for (const [term, weight] of clause) {
				const list = lists.get(term);
				if (!list) { here = all; break; }
				for (const [n, inTitle] of list) {
					const fit = weight * (1 + 2 * inTitle) * Math.log(1 + root.n.at(-1) / list.length);
					if (!all || all.has(n)) here.set(n, Math.max(here.get(n) || 0, fit));
				}
			}
			if (here !== all) for (const [n, fit] of here) here.set(n, fit + (all?.get(n) || 0));
			all = here;
		}
		return all || new Map();
	};

	let latest;
	const run = async () => {
		const data = new FormData(form), mine = latest = {};
		const words = (q.value.replace(/['’]s(?!\p{L})/gu, "").match(word) || []).map(fold).filter(Boolean);
		one(".js-list").hidden = words[0];
		if (!words[0]) { found.replaceChildren(); say(""); return; }
		const clauses = await Promise.all(words.map(meant));
		const marked = new Set(clauses.flatMap((clause) => [...clause.keys()]));
		for (const name of ["a", "country"]) {
			const tags = data.getAll(name).filter(Boolean);
			if (tags[0]) clauses.push(new Map(tags.map((tag) => [root.g[tag], 0])));
		}
		const fit = await fits(clauses);
		const hits = [...fit.keys()].sort((a, b) => fit.get(b) - fit.get(a) || a - b);

		const line = (of, name, text) => text ? make("p", of, { className: name }) : "";
		const mark = (text = "") => {
			let from = 0;
			const out = [];
			for (const { 0: hit, index } of text.matchAll(word)) if (marked.has(terms[fold(hit)])) {
				out.push(text.slice(from, index), make("mark", [hit]));
				from = index + hit.length;
			}
			return [...out, text.slice(from)];
		};
		const row = async (hit) => {
			const [href, title, gist, place, v] = (await load("r" + Math.floor(hit / root.r)))[hit % root.r];
			const standing = v ? [make("span", [label(one('[value="' + v + '"]'))], { className: "standing" }), " "] : [];
			const element = make("li", [line([...standing, make("a", mark(title), { href })], "row-claim", title), line(mark(gist), "row-gist", gist), line(mark(place), "row-place", place)], { className: "row" });
			if (v) element.dataset.v = v;
			return element;
		};
		let total = 0;
		const groups = [...kind].slice(1).map(async (input, k) => {
			const all = hits.filter((hit) => hit >= root.n[k] && hit < root.n[k + 1]);
			if (!all.length || kind.value && !input.checked) return "";
			total += all.length;
			const most = kind.value ? 50 : k ? 3 : 8;
			const shown = all.slice(0, all.length > most + 1 ? most : most + 1); // a link to one more takes its place
			const group = make("section", [make("h2", [label(input), " (" + all.length + ")"]), make("ul", await Promise.all(shown.map(row)))]);
			data.set("kind", input.value);
			if (all.length > shown.length) group.append(kind.value ? "The first " + shown.length + " are shown." : make("a", ["More " + label(input).toLowerCase()], { href: "?" + new URLSearchParams(data) }));
			return group;
		});
		const sections = await Promise.all(groups);
		if (mine !== latest) return;
		found.replaceChildren(...sections);
		say((total || "No") + " result" + (total === 1 ? "" : "s"));
	};
	const attempt = () => run().catch((fault) => {
		if (!fault.target) throw fault;
		say("The index could not be loaded.");
	});

	let soon;
	form.addEventListener("input", () => {
		clearTimeout(soon);
		soon = setTimeout(() => {
			attempt();
			history.replaceState(null, "", "?" + new URLSearchParams(new FormData(form)));
		}, 120);
	});
	one("main").addEventListener("keydown", (event) => {
		const stops = [q, ...found.querySelectorAll("a")], at = stops.indexOf(document.activeElement);
		const to = { ArrowDown: at + 1, ArrowUp: Math.max(at - 1, 0), Escape: 0 }[event.key];
		if (at < 0 || to === at || !stops[to]) return;
		event.preventDefault();
		stops[to].focus();
	});
	// The address keeps the query.
	document.addEventListener("search-index", ({ detail }) => {
		Object.assign(parts, detail);
		if (root) return;
		root = detail.root;
		const asked = new URLSearchParams(location.search);
		for (const field of form.elements) {
			const values = asked.getAll(field.name);
			if (/d|x/.test(field.type)) field.checked = values.includes(field.value) || !values[0] && !field.value;
			else if (values[0]) field.value = values[0];
		}
		form.querySelector("details").open = form.querySelector("details :checked[value]:not([value=''])");
		attempt();
	});
})();
