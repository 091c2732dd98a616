/* Keeps an open page as its author saves it: fetches it again and changes only the
   blocks that differ, so that scroll, opened notes, selection, focus and half-typed
   text stay; shows what is wrong in a bar. Needs the addresses of package serve.
   Style: preview.css. Has to run before the page's own scripts: it takes what the
   server sent for the page as it was, and what they add is theirs.

   For other scripts of the preview: an element with data-keep is never touched,
   wherever it stands; document gets the event briefing:patched after each change of the
   page, with {changed} as its detail, a list of elements; and is told by briefing:written
   that what was written in the page is saved and nobody types any more. */
(() => {
	"use strict";
	const script = document.currentScript;
	const path = script.dataset.path;
	let shown = script.dataset.page; // hash of the page that is shown

	const make = (name, text, attributes = {}) => {
		const element = document.createElement(name);
		element.textContent = text;
		for (const key in attributes) element.setAttribute(key, attributes[key]);
		return element;
	};

	// sent is the page as the server sent it last. Each of its nodes has one that lives
	// in the document.
	let sent = document.body.cloneNode(true);
	let head = document.head.cloneNode(true);
	const lives = new WeakMap();
	const pair = (from, live) => {
		lives.set(from, live);
		for (let a = from.firstChild, b = live.firstChild; a; a = a.nextSibling, b = b.nextSibling) pair(a, b);
	};
	pair(sent, document.body);

	// What changed in a patch: elements of the document.
	let changed = new Set();
	const block = (node) => {
		const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
		return element.closest("p, li, h1, h2, h3, h4, h5, h6, dt, dd, tr, figure, blockquote, pre, details, section") || element;
	};
	const mark = (node) => { if (node.parentElement && (node.nodeType !== Node.TEXT_NODE || node.data.trim())) changed.add(block(node)); };

	const isSame = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName;
	const key = (node) => node.nodeType === Node.ELEMENT_NODE ? node.outerHTML : node.nodeType + node.data;

	// How alike two blocks are, from 0 to 1: by what their texts begin and end with.
	const alike = (a, b) => {
		const s = a.textContent, t = b.textContent, most = Math.min(s.length, t.length);
		let first = 0, last = 0;
		while (first < most && s[first] === t[first]) first++;
		while (last < most - first && s[s.length - 1 - last] === t[t.length - 1 - last]) last++;
		return (first + last + 1) / (Math.max(s.length, t.length) + 1);
	};

	// Pairs the elements of two lists in their order so that the sum of a measure is
	// greatest: returns for each of the second the index in the first, or -1.
	const align = (a, b, measure) => {
		const n = a.length, m = b.length, best = [];
		for (let i = n; i >= 0; i--) {
			best[i] = new Float64Array(m + 1);
			for (let j = m - 1; i < n && j >= 0; j--) {
				const both = measure(a[i], b[j]);
				best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], both > 0 ? both + best[i + 1][j + 1] : 0);
			}
		}
		const found = new Array(m).fill(-1);
		for (let i = 0, j = 0; i < n && j < m;) {
			if (best[i][j] === best[i + 1][j]) i++;
			else if (best[i][j] === best[i][j + 1]) j++;
			else found[j++] = i++;
		}
		return found;
	};
	const most = 250; // of a list that is aligned with care

	// Which node of one list became which of another: what has the same id, what is
	// equal, and between these what is alike.
	const match = (a, b) => {
		const found = new Array(b.length).fill(-1), taken = new Set();
		const take = (i, j) => { found[j] = i; taken.add(i); };
		const named = new Map();
		a.forEach((node, i) => { if (node.id) named.set(node.nodeName + node.id, i); });
		b.forEach((node, j) => { if (node.id && named.has(node.nodeName + node.id)) take(named.get(node.nodeName + node.id), j); });
		const rest = () => [a.map((_, i) => i).filter((i) => !taken.has(i)), b.map((_, j) => j).filter((j) => found[j] < 0)];
		let [left, right] = rest();
		if (left.length <= most && right.length <= most) {
			const ka = a.map(key), kb = b.map(key);
			align(left, right, (i, j) => ka[i] === kb[j] ? 1 : 0).forEach((i, j) => { if (i >= 0) take(left[i], right[j]); });
		}
		// The gaps between what was paired.
		let from = 0;
		for (let j = 0; j <= b.length; j++) {
			if (j < b.length && found[j] < 0) continue;
			const start = from, stop = j < b.length ? found[j] : a.length;
			let first = j;
			while (first > 0 && found[first - 1] < 0) first--;
			const as = [], bs = [];
			for (let i = start; i < stop; i++) if (!taken.has(i)) as.push(i);
			for (let k = first; k < j; k++) bs.push(k);
			if (as.length && bs.length) {
				const isOneToOne = as.length === bs.length && as.every((i, k) => isSame(a[i], b[bs[k]]));
				const isMuch = as.length * bs.length > 2500;
				const pairs = isOneToOne || isMuch ? bs.map((j, k) => k < as.length && isSame(a[as[k]], b[j]) ? k : -1) : align(as, bs, (i, k) => isSame(a[i], b[k]) && !(a[i].id && b[k].id) ? Math.max(0, alike(a[i], b[k]) - 0.2) : 0);
				pairs.forEach((i, k) => { if (i >= 0) take(as[i], bs[k]); });
			}
			if (j < b.length) from = Math.max(from, found[j] + 1);
		}
		return found;
	};

	const isKept = (live) => live.nodeType === Node.ELEMENT_NODE && (live.hasAttribute("data-keep") || live.querySelector("[data-keep]"));
	const move = (parent, node, before) => {
		if (node === before) return;
		if (parent.moveBefore && node.isConnected) parent.moveBefore(node, before); else parent.insertBefore(node, before);
	};

	// Makes the life of a (what was sent before) that of b (what was sent now). What is
	// equal in both is not looked at in the document.
	const morph = (a, b) => {
		const live = lives.get(a);
		lives.set(b, live);
		if (a.nodeType !== Node.ELEMENT_NODE) { morphText(a, b, live); return; }
		for (const { name, value } of b.attributes) if (a.getAttribute(name) !== value) { live.setAttribute(name, value); mark(live); }
		for (const { name } of [...a.attributes]) if (!b.hasAttribute(name)) { live.removeAttribute(name); mark(live); }
		morphChildren(a, b, live);
	};

	// A text is changed word by word, so that a selection in it stays.
	const morphText = (a, b, live) => {
		if (a.data === b.data) return;
		mark(live);
		if (live.data !== a.data) { live.data = b.data; return; }
		const cut = (text) => text.match(/\s+|[^\s]+/g) || [];
		const s = cut(a.data), t = cut(b.data), shorter = Math.min(s.length, t.length);
		let first = 0, last = 0;
		while (first < shorter && s[first] === t[first]) first++;
		while (last < shorter - first && s[s.length - 1 - last] === t[t.length - 1 - last]) last++;
		const old = s.slice(first, s.length - last), fresh = t.slice(first, t.length - last);
		const found = old.length * fresh.length < 250000 ? align(old, fresh, (x, y) => x === y ? 1 + x.length : 0) : fresh.map(() => -1);
		// The gaps between equal words, the last one first.
		const offsets = [s.slice(0, first).join("").length];
		for (const word of old) offsets.push(offsets.at(-1) + word.length);
		let stop = old.length, words = "";
		for (let j = fresh.length - 1; j >= -1; j--) {
			const i = j < 0 ? -1 : found[j];
			if (j >= 0 && i < 0) { words = fresh[j] + words; continue; }
			if (stop > i + 1 || words) live.replaceData(offsets[i + 1], offsets[stop] - offsets[i + 1], words);
			stop = i;
			words = "";
		}
	};

	const morphChildren = (a, b, live) => {
		const as = [...a.childNodes], bs = [...b.childNodes];
		let start = 0, end = 0;
		while (start < as.length && start < bs.length && as[start].isEqualNode(bs[start])) start++;
		while (end < as.length - start && end < bs.length - start && as[as.length - 1 - end].isEqualNode(bs[bs.length - 1 - end])) end++;
		const old = as.slice(start, as.length - end), fresh = bs.slice(start, bs.length - end);
		for (let i = 0; i < start; i++) bs[i].replaceWith(as[i]); // with its life
		for (let i = 1; i <= end; i++) bs[bs.length - i].replaceWith(as[as.length - i]);
		if (!old.length && !fresh.length) return;
		const found = match(old, fresh), stays = new Set(found);
		// Where the next node belongs: behind the one before, where there is one.
		let before = start > 0 ? lives.get(as[start - 1]) : null;
		const first = as.length > 0 ? lives.get(as[0]) : live.firstChild;
		const place = () => before ? before.nextSibling : first && first.parentNode === live ? first : live.firstChild;
		old.forEach((node, i) => {
			if (stays.has(i)) return;
			const gone = lives.get(node);
			if (isKept(gone)) return;
			if (gone.parentElement) mark(gone.parentElement);
			if (gone !== first) gone.remove();
		});
		let furthest = -1;
		fresh.forEach((node, j) => {
			const i = found[j];
			if (i < 0) {
				const born = document.importNode(node, true);
				pair(node, born);
				live.insertBefore(born, place());
				mark(born);
				before = born;
				return;
			}
			const own = lives.get(old[i]);
			if (i < furthest) move(live, own, place());
			furthest = Math.max(furthest, i);
			before = own;
			if (old[i].isEqualNode(node)) node.replaceWith(old[i]); else morph(old[i], node);
		});
		const i = old.findIndex((node) => lives.get(node) === first);
		if (i >= 0 && !stays.has(i) && !isKept(first)) first.remove();
	};

	// Scroll: what is in view and does not change stays where it is on the screen. A
	// page is scrolled by whole pixels, so what is missing is owed until the next time.
	let owed = 0, left = -1;
	const holdView = () => {
		if (scrollY === 0) return () => {};
		const blocks = [];
		for (const element of document.querySelectorAll(".article > *, main p, main li, main h1, main h2, main h3, main tr, main figure, main pre, .foot")) {
			if (blocks.length > 40) break;
			const box = element.getBoundingClientRect();
			if (box.height > 0 && box.bottom > 0 && box.top < innerHeight && !element.closest(".note")) blocks.push([element, box.top]);
		}
		blocks.sort((a, b) => (b[1] >= 0) - (a[1] >= 0) || a[1] - b[1]);
		return () => {
			const isStill = ([element]) => element.isConnected && ![...changed].some((c) => element.contains(c) || c.contains(element) && c.matches("p, li, tr, h1, h2, h3, h4, pre, figure"));
			const anchor = blocks.find(isStill) || blocks.find(([element]) => element.isConnected);
			if (!anchor) return;
			if (scrollY !== left) owed = 0; // somebody scrolled since
			const from = scrollY, by = anchor[0].getBoundingClientRect().top - anchor[1] + owed;
			if (Math.abs(by) > 0.5) scrollBy({ top: Math.round(by), behavior: "instant" });
			owed = Math.max(-1, Math.min(1, by - (scrollY - from)));
			left = scrollY;
		};
	};

	// Style sheets are swapped: the old one goes once the new one is there.
	const sheets = (next) => {
		const of = (root) => [...root.querySelectorAll('link[rel="stylesheet"]')].map((l) => l.getAttribute("href"));
		const before = of(head), after = of(next);
		for (const href of after) {
			if (before.includes(href)) continue;
			const old = before.find((h) => h.split("?")[0] === href.split("?")[0] && !after.includes(h));
			const live = old && document.head.querySelector('link[href="' + CSS.escape(old) + '"]');
			const link = make("link", "", { rel: "stylesheet", href });
			const hold = holdView();
			link.addEventListener("load", () => { if (live) live.remove(); hold(); told(); });
			if (live) live.after(link); else document.head.append(link);
		}
		for (const href of before) {
			const isSwapped = after.some((h) => h.split("?")[0] === href.split("?")[0]);
			if (!after.includes(href) && !isSwapped) { const live = document.head.querySelector('link[href="' + CSS.escape(href) + '"]'); if (live) live.remove(); }
		}
	};
	const scripts = (root) => [...root.querySelectorAll("script[src]")].map((s) => s.getAttribute("src")).join();

	const told = () => document.dispatchEvent(new CustomEvent("briefing:patched", { detail: { changed: [...changed] } }));

	const patch = (text) => {
		const page = new DOMParser().parseFromString(text, "text/html"), own = page.querySelector("script[data-page]");
		if (!own) return; // no page of the preview: its server ends, or refuses
		if (scripts(page) !== scripts(head)) { location.reload(); return; }
		changed = new Set();
		const hold = holdView();
		const focused = document.activeElement;
		document.title = page.title;
		document.documentElement.lang = page.documentElement.lang;
		morph(sent, page.body);
		sent = page.body;
		if (focused && !focused.isConnected && focused.id) {
			const again = document.getElementById(focused.id);
			if (again) again.focus({ preventScroll: true });
		}
		hold();
		sheets(page.head);
		head = page.head;
		shown = own.dataset.page;
		changed.delete(document.body);
		point();
		told();
	};

	// The page is fetched by one request at a time; what is told meanwhile is fetched
	// after it.
	let wanted = shown, fetching = null;
	const fetchAll = async () => {
		while (wanted !== shown) {
			const was = shown, asked = wanted;
			const reply = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } });
			patch(await reply.text());
			if (shown === was && wanted === asked) break; // an older page: the next event tells more
		}
	};
	const fetchPage = () => fetching || (fetching = fetchAll().finally(() => { fetching = null; }));

	// What changed: it lights up once; if it is out of view, a key goes there.
	const calm = matchMedia("(prefers-reduced-motion: reduce)");
	const goThere = make("button", "", { type: "button", class: "preview-change", "data-keep": "", hidden: "" });
	let target = null;
	const isInView = (element) => { const box = element.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; };
	const point = () => {
		const main = [...changed].filter((e) => e.isConnected && e.closest("main") && e.getClientRects().length);
		const blocks = main.filter((e) => !main.some((o) => o !== e && e.contains(o)));
		if (!calm.matches) for (const e of blocks.slice(0, 40)) e.animate([{ backgroundColor: "color-mix(in srgb, Highlight 35%, transparent)" }, { backgroundColor: "transparent" }], { duration: 900 });
		const texts = blocks.filter((e) => e.closest(".article, h1, .summary, .findings"));
		const all = texts.length ? texts : blocks;
		if (!all.length) return;
		if (all.some(isInView)) { goThere.hidden = true; target = null; return; }
		offer(all[0]);
	};
	const offer = (element) => {
		target = element;
		goThere.textContent = element.getBoundingClientRect().top < 0 ? "Changed above ↑ (g)" : "Changed below ↓ (g)";
		goThere.hidden = false;
	};
	const go = () => {
		if (!target || !target.isConnected) return;
		target.scrollIntoView({ block: "center", behavior: "instant" });
		goThere.hidden = true;
		target = null;
	};
	goThere.addEventListener("click", go);
	addEventListener("scroll", () => { if (target && isInView(target)) { goThere.hidden = true; target = null; } }, { passive: true });

	// Saving an annotation goes to its passage and opens its note, unless somebody types.
	const isTyping = () => document.activeElement && document.activeElement.matches("input, textarea, select, [contenteditable], [data-keep] *") || document.querySelector("dialog[open]");
	let missed = null; // note that was saved while somebody typed
	const goToNote = (id) => {
		missed = null;
		const note = document.getElementById("n-" + id), passage = document.getElementById("c-" + id) || note;
		if (!note) return;
		if (isTyping()) { missed = id; if (!isInView(passage)) offer(passage); return; }
		const isSeen = isInView(passage), at = scrollY;
		if (location.hash !== "#" + note.id) location.replace("#" + note.id);
		for (const details of note.querySelectorAll("details")) details.open = true;
		if (isSeen) scrollTo({ top: at, behavior: "instant" }); else passage.scrollIntoView({ block: "center", behavior: "instant" });
		goThere.hidden = true;
		target = null;
	};

	// The page may be told of it before the dialog is closed.
	document.addEventListener("briefing:written", () => { if (missed) goToNote(missed); });

	// The bar.
	const bar = make("section", "", { class: "preview-bar", "data-keep": "", "aria-label": "What is wrong", hidden: "" });
	let wrong = null, at = 0, isLost = false;
	const folded = () => { try { return sessionStorage.getItem("briefing:folded"); } catch { return null; } };
	const setFolded = (id) => { try { sessionStorage.setItem("briefing:folded", id); } catch { /* for this page only */ } };
	// On a phone the bar would cover half of the page: there it is folded until asked for.
	const isNarrow = matchMedia("(width < 40rem)"), hasKeys = matchMedia("(hover: hover) and (pointer: fine)");
	let here = folded(), opened = null;
	const isFolded = () => here === wrong.all[0].id || isNarrow.matches && opened !== wrong.all[0].id;
	isNarrow.addEventListener("change", () => draw());
	const fold = (isOn) => {
		const id = wrong.all[0].id;
		[here, opened] = isOn ? [id, null] : [null, id];
		setFolded(here || "");
		draw();
	};
	const source = (lines) => {
		const pre = make("pre", "", { class: "preview-lines" });
		for (const l of lines) {
			const row = make("span", "", { class: "preview-line" });
			row.append(make("span", String(l.n).padStart(5) + " ", { class: "preview-number", "aria-hidden": "true" }), l.text.slice(0, l.start));
			if (l.stop > l.start) row.append(make("mark", l.text.slice(l.start, l.stop)));
			row.append(l.text.slice(Math.max(l.stop, l.start)), "\n");
			pre.append(row);
		}
		return pre;
	};
	const copy = (text, button) => {
		const words = button.textContent;
		const say = (said) => { button.textContent = said; setTimeout(() => { button.textContent = words; }, 1500); };
		navigator.clipboard.writeText(text).then(() => say("Copied"), () => say("Not copied"));
	};
	const asText = (m) => [(m.place ? m.place + ": " : "") + m.severity + ": " + m.message + (m.code ? " [" + m.code + "]" : ""),
		...m.lines.map((l) => String(l.n).padStart(5) + " | " + l.text), m.hint && "hint: " + m.hint, m.paste && "paste: " + m.paste].filter(Boolean).join("\n");
	const draw = () => {
		bar.hidden = !isLost && !(wrong && wrong.all.length);
		if (bar.hidden) { bar.replaceChildren(); return; }
		if (isLost) {
			bar.replaceChildren(make("p", "The preview does not answer. It goes on once briefing serve is started again.", { class: "preview-message" }));
			return;
		}
		const m = wrong.all[Math.min(at, wrong.all.length - 1)], isShort = isFolded();
		bar.dataset.severity = wrong.errors ? "error" : "warning";
		const top = make("p", "", { class: "preview-top", role: "status" });
		const toggle = make("button", wrong.tally, { type: "button", class: "preview-count", "aria-expanded": String(!isShort) });
		toggle.addEventListener("click", () => fold(!isShort));
		top.append(toggle);
		if (wrong.warnings) top.append(make("span", wrong.warnings === 1 ? "1 warning is of this page" : wrong.warnings + " warnings are of this page", { class: "preview-quiet" }));
		bar.replaceChildren(top);
		if (wrong.older) bar.append(make("p", "The page above is older than what you saved: it is as it was at " + wrong.older + ", before there were errors.", { class: "preview-older" }));
		if (isShort) return;
		if (wrong.all.length > 1) for (const [by, word] of [[-1, "Previous"], [1, "Next"]]) {
			const step = make("button", word, { type: "button" });
			step.disabled = at + by < 0 || at + by >= wrong.all.length;
			step.addEventListener("click", () => { at += by; draw(); });
			top.append(step);
		}
		const button = make("button", m.paste ? "Copy the fix" : "Copy", { type: "button", class: "preview-copy" });
		button.addEventListener("click", () => copy(m.paste || asText(m), button));
		top.append(button);
		if (hasKeys.matches) top.append(make("span", "Esc folds", { class: "preview-quiet" }));
		const message = make("p", "", { class: "preview-message" });
		if (m.place) message.append(make("code", m.place, { class: "preview-place" }), " ");
		message.append(make("strong", m.severity + ": "), m.message);
		if (m.code) message.append(make("span", " [" + m.code + "]", { class: "preview-quiet" }));
		bar.append(message);
		if (m.lines.length) bar.append(source(m.lines));
		if (m.hint) bar.append(make("p", m.hint, { class: "preview-hint" }));
		if (m.paste) bar.append(make("pre", m.paste, { class: "preview-paste" }));
	};
	const tellWrong = (next) => {
		if (!wrong || !next.all.length || !wrong.all.length || wrong.all[0].id !== next.all[0].id) at = 0;
		wrong = next;
		draw();
	};
	addEventListener("keydown", (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
		if (event.key === "Escape" && wrong && wrong.all.length && !isLost && !isFolded()) {
			fold(true);
			event.stopImmediatePropagation();
			return;
		}
		if (event.key === "g" && target && !event.target.closest("input, textarea, select, [contenteditable]")) { event.preventDefault(); go(); }
	});

	// Only a page that is seen listens.
	let stream = null, lost = 0;
	const listen = () => {
		if (stream || document.hidden) return;
		stream = new EventSource("/-/events?path=" + encodeURIComponent(path));
		stream.onopen = () => { clearTimeout(lost); lost = 0; if (isLost) { isLost = false; draw(); } };
		stream.onmessage = async (event) => {
			const told = JSON.parse(event.data);
			if (told.bar) tellWrong(told.bar);
			wanted = told.page;
			await fetchPage();
			if (told.saved) goToNote(told.saved);
		};
		stream.onerror = () => {
			if (!lost) lost = setTimeout(() => { isLost = true; draw(); }, 1500);
			if (stream && stream.readyState === EventSource.CLOSED) { stream = null; setTimeout(listen, 1000); }
		};
	};
	const close = () => {
		if (stream) stream.close();
		stream = null;
		clearTimeout(lost);
		lost = 0;
	};
	document.addEventListener("visibilitychange", () => { if (document.hidden) close(); else listen(); });
	addEventListener("pagehide", close);
	addEventListener("pageshow", listen);
	document.body.append(goThere, bar);
	listen();
})();
