/* What a page has besides what it has without scripts: switches for the theme, the
   highlights and the keys; keys; a tap on a passage opens its note; copy buttons.
   Needs: .masthead; on briefings .galley with [data-a] passages and .note notes;
   .js-copy around words to copy. Style: note.css. */
(() => {
	"use strict";
	const root = document.documentElement;
	const all = (selector) => [...document.querySelectorAll(selector)];
	const make = (name, text, attributes = {}) => {
		const element = document.createElement(name);
		element.textContent = text;
		for (const key in attributes) element.setAttribute(key, attributes[key]);
		return element;
	};

	// What the reader chose is kept on this machine, if the browser keeps anything.
	const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
	const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* for this page only */ } };

	// Back shows what was unfolded: where the browser makes the page anew, it knows only
	// how far that was scrolled.
	const folds = () => all("main details");
	const remember = () => history.replaceState({ unfolded: folds().flatMap((fold, i) => fold.open ? [i] : []) }, "");
	for (const i of history.state?.unfolded || []) if (folds()[i]) folds()[i].open = true;
	document.addEventListener("toggle", remember, true); // does not bubble
	addEventListener("hashchange", remember);

	const aloud = make("p", "", { role: "status", class: "said-aloud" });
	let silence;
	const say = (words) => {
		aloud.textContent = words;
		clearTimeout(silence);
		silence = setTimeout(() => { aloud.textContent = ""; }, 2500);
	};

	// A switch goes through its values in turn and shows the one that holds.
	const switches = make("div", "", { class: "switches", role: "group", "aria-label": "Display" });
	const choice = (key, label, values, words) => {
		const button = make("button", "", { type: "button" });
		const set = (value) => {
			root.dataset[key] = value;
			button.dataset.sign = words[value];
			button.setAttribute("aria-label", label + ": " + value);
			button.title = label + ": " + value;
		};
		set(values.includes(kept(key)) ? kept(key) : values[0]);
		const turn = () => {
			set(values[(values.indexOf(root.dataset[key]) + 1) % values.length]);
			keep(key, root.dataset[key]);
			say(label + ": " + root.dataset[key]);
		};
		button.addEventListener("click", turn);
		switches.append(button);
		return turn;
	};
	const turnTheme = choice("theme", "Theme", ["system", "light", "dark"], { system: "◐", light: "☀", dark: "☾" });
	const turnMarks = document.querySelector(".galley") ? choice("marks", "Highlights", ["on", "off"], { on: "U̲", off: "U" }) : () => {};

	// Keys.
	const help = make("dialog", "", { "aria-label": "Keys" });
	const turnKeys = () => {
		keep("keys", kept("keys") === "off" ? "on" : "off");
		say("Single keys: " + kept("keys"));
		describe();
	};
	const ask = () => { help.open ? help.close() : help.showModal(); };
	const isNarrow = () => matchMedia("(width < 64rem)").matches;

	const passages = () => all(".galley [data-a]");
	const notes = () => all(".note"); // looked up each time: a preview changes the page
	let only = ""; // standing to which the reader keeps, by starting from the tally
	const show = (element) => {
		element.scrollIntoView({ block: "center" });
		(element.closest("a") || element.querySelector("a") || chipOf(element)).focus({ preventScroll: true });
	};
	const chipOf = (passage) => document.querySelector('.chip[data-n="' + passage.dataset.a + '"]') || passage;
	const noteOf = (n) => notes()[n - 1];
	const number = () => {
		const here = document.activeElement.closest && document.activeElement.closest("[data-n]");
		return here ? parseInt(here.dataset.n, 10) : 0;
	};
	const isWanted = (n) => !only || noteOf(n).dataset.v === only;
	let last = 0;
	const step = (by, inNotes) => {
		const from = number() || last;
		let n = from + by;
		const most = notes().length;
		while (n >= 1 && n <= most && !isWanted(n)) n += by;
		if (n < 1 || n > most) { say(by > 0 ? "No further note" : "No note before"); return; }
		last = n;
		const passage = passages().find((p) => +p.dataset.a === n);
		show(inNotes || !passage ? noteOf(n) : passage);
	};

	// Going to a note changes the address, so that Back closes it. Focus follows it,
	// and comes back to the chip.
	let opened = null;
	const open = (n) => {
		opened = document.querySelector('.chip[data-n="' + n + '"]');
		location.hash = noteOf(n).id;
	};
	const close = () => {
		const note = document.querySelector(".note:target");
		if (!note) { only = ""; return; }
		const chip = opened || document.querySelector('.chip[data-n="' + note.dataset.n + '"]');
		if (opened) history.back(); else location.hash = "c-" + note.id.slice(2);
		opened = null;
		if (chip) chip.focus({ preventScroll: true });
	};
	addEventListener("hashchange", () => {
		const note = document.querySelector(".note:target");
		if (note) note.querySelector("a").focus({ preventScroll: true });
	});

	// A passage and its note light each other.
	let lit = [];
	const light = ({ type, target }) => {
		for (const element of lit) element.classList.remove("lit");
		const here = type !== "focusout" && target.closest?.("[data-n]");
		lit = here ? all(here.dataset.n.split(" ").map((n) => '.galley [data-n~="' + n + '"]')) : [];
		for (const element of lit) element.classList.add("lit");
	};
	for (const type of ["mouseover", "focusin", "focusout"]) addEventListener(type, light);

	const copy = (text, what) => {
		const done = () => say(what + " copied");
		if (navigator.clipboard && isSecureContext) { navigator.clipboard.writeText(text).then(done, () => say(text)); return; }
		const field = make("textarea", "", { "aria-hidden": "true" });
		field.value = text;
		document.body.append(field);
		field.select();
		document.execCommand("copy") ? done() : say(text);
		field.remove();
	};
	const copyLink = () => {
		const n = number();
		const note = n && noteOf(n);
		copy(location.href.split("#")[0] + (note ? "#c-" + note.id.slice(2) : ""), "Link");
	};
	for (const block of all(".js-copy")) {
		const button = make("button", "Copy", { type: "button", class: "copy" });
		button.addEventListener("click", () => {
			const link = block.querySelector("a");
			copy(link ? link.href : block.firstChild.textContent.trim(), link ? "Link" : "Citation");
		});
		block.append(button);
	}

	const search = document.querySelector("[name=q]"), hasNotes = notes().length > 0;
	const keys = {
		"?": ["this help", ask],
		"/": search && ["search", () => search.focus()],
		j: hasNotes && ["next passage (of one kind: start from the tally)", () => step(1)],
		k: hasNotes && ["passage before", () => step(-1)],
		n: hasNotes && ["next note", () => step(1, true)],
		p: hasNotes && ["note before", () => step(-1, true)],
		c: ["copy the link to the passage, or to the page", copyLink],
		h: hasNotes && ["highlights on and off", turnMarks],
		t: ["theme", turnTheme],
	};
	const describe = () => {
		const list = make("dl", "", { class: "facts" });
		for (const key in keys) if (keys[key]) {
			const term = make("dt", "");
			term.append(make("kbd", key));
			list.append(term, make("dd", keys[key][0]));
		}
		const off = make("button", "Single keys: " + (kept("keys") === "off" ? "off" : "on"), { type: "button", class: "copy" });
		off.addEventListener("click", turnKeys);
		const done = make("button", "Close", { type: "button", class: "copy" });
		done.addEventListener("click", () => help.close());
		help.replaceChildren(make("h2", "Keys"), list, off, done);
	};
	addEventListener("keydown", (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
		if (event.target.closest("input, textarea, select, [contenteditable]")) return;
		if (event.key === "Escape") { if (!help.open) close(); return; }
		const act = keys[event.key];
		if (!act || kept("keys") === "off" && event.key !== "?") return;
		event.preventDefault();
		act[1]();
	});

	addEventListener("click", (event) => {
		const link = event.target.closest("a");
		if (link && link.closest(".tally")) {
			only = link.closest("[data-v]").dataset.v;
			const n = notes().findIndex((note) => note.dataset.v === only);
			last = n + 1;
			return;
		}
		if (link && link.matches(".chip, .note-step")) { opened = opened || link; return; }
		if (link && link.matches(".note-number") && isNarrow() && opened) { event.preventDefault(); close(); return; }
		if (link || !getSelection().isCollapsed) return;
		const mark = event.target.closest(".article mark");
		if (mark) { open(parseInt(mark.dataset.n.split(" ").pop(), 10)); return; }
		if (isNarrow() && !event.target.closest(".note, dialog, button, summary")) {
			if (document.querySelector(".note:target")) close();
		}
	});

	const button = make("button", "", { type: "button", "aria-label": "Keys", "data-sign": "?" });
	button.addEventListener("click", ask);
	switches.append(button);
	describe();
	const masthead = document.querySelector(".masthead");
	if (masthead) masthead.append(switches);
	document.body.append(help, aloud);
})();
