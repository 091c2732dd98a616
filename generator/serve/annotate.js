// Annotating in the page: select words, press a, and the dialog writes the annotation
// file. Needs: .article of a page below briefings/; .note items whose ids are n- and
// the id of the annotation; the addresses of look.go and write.go; the event
// briefing:patched. What it adds to the page has data-keep, but for the buttons of notes. Style:
// annotate.css.
(() => {
	"use strict";
	const one = (selector, from = document) => from.querySelector(selector);
	const all = (selector, from = document) => [...from.querySelectorAll(selector)];
	const make = (name, attributes = {}, ...content) => {
		const element = document.createElement(name);
		for (const key in attributes) {
			if (key.startsWith("on")) element.addEventListener(key.slice(2), attributes[key]);
			else if (attributes[key] === true) element.setAttribute(key, "");
			else if (attributes[key] !== false && attributes[key] != null) element.setAttribute(key, attributes[key]);
		}
		element.append(...content);
		return element;
	};

	// The token of the run comes in the fragment of the link that the terminal printed.
	// It stays in this tab, and is taken out of the address.
	const kept = "briefing-token";
	const given = /(?:^#|&)write=([A-Z0-9]+)/.exec(location.hash);
	let token = "";
	try {
		if (given) sessionStorage.setItem(kept, given[1]);
		token = sessionStorage.getItem(kept) || "";
	} catch { token = given ? given[1] : ""; }
	if (given) history.replaceState(history.state, "", location.pathname + location.search);

	const briefing = (/^\/briefings\/([a-z0-9-]+)\/(?:index\.html)?$/.exec(location.pathname) || [])[1];
	const article = () => one(".article");

	// ask sends a request. What comes back has ok, and error if it is not.
	const ask = async (name, body) => {
		let response, data;
		try {
			response = await fetch("/-/" + name, { method: "POST", headers: { "Content-Type": "application/json", "Briefing-Token": token }, body: JSON.stringify(body) });
			data = await response.json();
		} catch { return { ok: false, error: "The server does not answer. Is it still running?" }; }
		return Object.assign(data, { ok: response.ok, status: response.status });
	};

	// ---- The words of a range, as the article's text has them.

	const notText = ".chip, .hidden, sup:has(> .footnote-ref), .footnote-back, [data-keep]";
	const blocks = "p, li, td, th, h1, h2, h3, h4, h5, h6, blockquote, pre, dt, dd, figcaption, caption";
	const around = 120; // characters before and behind that tell a place from others
	const selectionOf = (range) => {
		const root = article();
		let text = "", start = -1, stop = -1, block = null;
		const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
		while (walker.nextNode()) {
			const node = walker.currentNode;
			if (node.nodeType === Node.ELEMENT_NODE) {
				if (node.localName === "br") text += "\n";
				continue;
			}
			if (node.parentElement.closest(notText)) continue;
			const here = node.parentElement.closest(blocks);
			if (here !== block) text += "\n\n";
			block = here;
			if (range.intersectsNode(node)) {
				const from = node === range.startContainer ? range.startOffset : 0;
				const to = node === range.endContainer ? range.endOffset : node.length;
				if (from < to) {
					if (start < 0) start = text.length + from;
					stop = text.length + to;
				}
			}
			text += node.data;
		}
		const exact = start < 0 ? "" : text.slice(start, stop);
		if (!exact.trim()) return null;
		return { exact, prefix: text.slice(Math.max(0, start - around), start), suffix: text.slice(stop, stop + around) };
	};

	// selected is the last selection in the article. A tap on the button ends the
	// selection before it is a click, so it is kept until somebody taps elsewhere.
	let selected = null;
	const takeSelection = () => {
		const selection = getSelection(), root = article();
		if (!root || selection.isCollapsed || !selection.rangeCount) return;
		const range = selection.getRangeAt(0);
		if (!range.intersectsNode(root)) return;
		selected = range.cloneRange();
		describe();
	};
	document.addEventListener("selectionchange", takeSelection);
	addEventListener("pointerdown", (event) => {
		if (event.target.closest && event.target.closest("[data-keep]")) return;
		selected = null;
		describe();
	}, true);

	// ---- What is always there: the button, what was done, the dialog.

	const state = make("span", { class: "annotate-mode" });
	const opener = make("button", { type: "button", class: "annotate-button", "aria-keyshortcuts": "a", hidden: true, onclick: () => start() });
	const corner = make("div", { class: "annotate-corner", role: "region", "aria-label": "Annotating", "data-keep": true }, state, opener);
	const said = make("div", { class: "annotate-said", role: "status", "data-keep": true });
	const describe = () => { opener.textContent = selected ? "Annotate these words" : "Annotate"; };
	let canWrite = false, undoable = null;

	const say = (words, ...buttons) => { said.replaceChildren(make("span", {}, words), ...buttons); };
	const hush = () => { said.replaceChildren(); undoable = null; };

	const done = (words, undo) => {
		undoable = undo;
		say(words + " ", make("button", { type: "button", class: "annotate-undo", onclick: takeBack }, "Undo"),
			make("button", { type: "button", "aria-label": "Close this message", onclick: hush }, "✕"));
	};
	const takeBack = async () => {
		if (!undoable) return;
		const id = undoable;
		undoable = null;
		const answer = await ask("undo", { undo: id });
		say(answer.ok ? "Taken back." : answer.error);
		if (!answer.ok) undoable = id;
		opener.focus({ preventScroll: true });
	};

	// ---- Completion: a text field with a list, as the ARIA pattern of a combobox has it.

	let lists = 0;
	const complete = (field, kind, choose, typed) => {
		const id = "annotate-list-" + ++lists;
		const list = make("ul", { id, role: "listbox", class: "annotate-list", hidden: true, "aria-label": "Suggestions" });
		let shown = [], at = -1, asked = 0;
		field.setAttribute("role", "combobox");
		field.setAttribute("aria-autocomplete", "list");
		field.setAttribute("aria-expanded", "false");
		field.setAttribute("aria-controls", id);
		field.setAttribute("autocomplete", "off");
		const close = () => {
			list.hidden = true;
			shown = [];
			at = -1;
			field.setAttribute("aria-expanded", "false");
			field.removeAttribute("aria-activedescendant");
		};
		const point = (to) => {
			at = (to + shown.length) % shown.length;
			[...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
			field.setAttribute("aria-activedescendant", list.children[at].id);
			list.children[at].scrollIntoView({ block: "nearest" });
		};
		const take = (i) => {
			const chosen = shown[i];
			close();
			choose(chosen);
		};
		const show = (suggestions) => {
			shown = suggestions;
			list.replaceChildren(...shown.map((s, i) => make("li", { role: "option", id: id + "-" + i, "aria-selected": "false", onmousedown: (e) => e.preventDefault(), onclick: () => take(i) },
				s.kind === "passage" ? "" : make("b", {}, s.kind), " ", s.title, s.detail ? make("small", {}, " " + s.detail) : "", s.id ? make("small", {}, " " + s.id) : "")));
			list.hidden = !shown.length;
			field.setAttribute("aria-expanded", String(!!shown.length));
			if (shown.length) point(0); else close();
		};
		const look = async () => {
			const mine = ++asked, written = field.value, text = typed ? typed(written) : written;
			if (text === null || kind !== "passage" && !text.trim()) { close(); return; }
			const answer = await ask("suggest", { briefing, kind, text });
			// Who took what was written meanwhile, by Enter, wants no suggestions for it.
			if (mine === asked && field.value === written && document.activeElement === field) show(answer.ok ? answer.suggestions : []);
		};
		field.addEventListener("input", look);
		field.addEventListener("focus", () => { if (kind === "passage") look(); });
		field.addEventListener("blur", close);
		field.addEventListener("keydown", (event) => {
			if (list.hidden) return;
			const act = { ArrowDown: () => point(at + 1), ArrowUp: () => point(at - 1), Enter: () => take(at), Escape: close }[event.key];
			if (!act || event.ctrlKey || event.metaKey) return;
			event.preventDefault();
			event.stopPropagation();
			act();
		});
		return list;
	};

	// ---- The dialog.

	const assessments = [
		["supported", "Supported", "needs a source that supports it"],
		["partly-supported", "Partly supported", "needs a source that supports it, and a text that says what does not hold"],
		["disputed", "Disputed", "needs evidence on both sides"],
		["contradicted", "Contradicted", "needs a source that contradicts it"],
		["unverified", "Unverified", "needs what was searched"],
		["", "No assessment", "a note for readers, or somebody’s words"],
	];
	let fields = 0;
	const label = (words, field, hint) => {
		field.id = field.id || "annotate-" + ++fields;
		const box = make("div", { class: "annotate-field" }, make("label", { for: field.id }, words), field);
		if (hint) {
			const text = make("small", { id: field.id + "-hint" }, hint);
			field.setAttribute("aria-describedby", text.id);
			box.append(text);
		}
		return box;
	};
	const input = (attributes = {}) => make("input", { type: "text", ...attributes });
	const area = (rows) => make("textarea", { rows });
	const choice = (options, value) => {
		const select = make("select", {}, ...options.map(([v, words]) => make("option", { value: v }, words)));
		select.value = value;
		return select;
	};

	const dialog = make("dialog", { class: "annotate", "aria-labelledby": "annotate-title", "data-keep": true });
	const title = make("h2", { id: "annotate-title", tabindex: "-1" });
	const words = make("blockquote", { class: "annotate-words", tabindex: "-1" });
	const about = make("p", { class: "annotate-about" });
	const widen = make("button", { type: "button" }, "Take the whole sentence");
	const picker = input();
	const pickerList = complete(picker, "passage", (s) => { picker.value = ""; setPassage(s.selection).then(() => source.focus()); });
	const pick = make("div", { class: "annotate-combo" }, label("Words of the article", picker, "Type some of them and choose the sentence, or select words in the article first."), pickerList);
	const claim = area(2);
	const source = input({ inputmode: "search", enterkeyhint: "done" });
	const sourceList = complete(source, "", (s) => { source.value = ""; add(s); }, (text) => /^https?:\/\//i.test(text.trim()) ? null : text);
	const chosen = make("ul", { class: "annotate-chosen", "aria-label": "Chosen" });
	const standing = make("fieldset", { class: "annotate-standing" }, make("legend", {}, "Assessment"),
		...assessments.map(([value, words], i) => make("label", { "data-v": value || "context" }, make("input", { type: "radio", name: "assessment", value }), make("kbd", {}, String((i + 1) % 6)), " " + words)));
	const needs = make("p", { class: "annotate-needs", id: "annotate-needs", role: "status" });
	const text = area(3), searched = area(2), gist = input({ maxlength: 140 }), because = input();
	const confidence = choice([["", "not said"], ["high", "high"], ["moderate", "moderate"], ["low", "low"]], "");
	const question = make("input", { type: "checkbox" });
	const searchedField = label("What was searched", searched), becauseField = label("Why this confidence", because);
	const more = make("details", {}, make("summary", {}, "More"), label("Shown beside the article", gist, "At most 140 characters; else the first sentence of the text."),
		label("Confidence", confidence), becauseField, make("p", {}, make("label", {}, question, " It is an open question")));
	const faults = make("div", { class: "annotate-faults", role: "alert", tabindex: "-1" });
	const save = make("button", { type: "submit", class: "annotate-save", "aria-keyshortcuts": "Control+Enter" }, "Save");
	const remove = make("button", { type: "button", class: "annotate-delete", onclick: () => erase() }, "Delete");
	const form = make("form", { method: "dialog", novalidate: true, onsubmit: (event) => { event.preventDefault(); send(); } },
		make("header", {}, title, make("button", { type: "button", "aria-label": "Close", class: "annotate-close", onclick: () => dialog.close() }, "✕")),
		words, about, pick, label("Claim", claim, "The claim in your words, if the words of the article are none."),
		make("div", { class: "annotate-combo" }, label("Source", source, "Letters of a source, expert or country; or paste an address."), sourceList), chosen,
		standing, needs, searchedField, label("What a reader should know", text), more, faults,
		make("footer", {}, save, make("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), remove, make("small", { class: "annotate-keys" }, "Ctrl+Enter saves, Alt+1 to 5 assesses, Esc closes")));
	dialog.append(form);
	standing.setAttribute("aria-describedby", needs.id);

	const hasKeys = matchMedia("(hover: hover) and (pointer: fine)"); // a phone has none

	// now is what the dialog is about: a selection, or an annotation with its hash.
	let now = null, before = null, isSaved = false;
	let isWritten = false; // there is something to lose since the dialog was opened
	const value = () => (one(":checked", standing) || { value: null }).value;
	const assess = (v) => {
		for (const radio of all("input", standing)) radio.checked = radio.value === v;
		react();
	};
	const react = () => {
		const v = value(), a = assessments.find(([key]) => key === v);
		needs.textContent = a ? a[1] + ": " + a[2] + "." : hasKeys.matches ? "Press a number to assess the claim." : "Choose an assessment of the claim.";
		searchedField.hidden = v !== "unverified" && !searched.value;
		becauseField.hidden = !confidence.value && !because.value;
		claim.closest(".annotate-field").hidden = v === "";
	};
	standing.addEventListener("change", react);
	confidence.addEventListener("change", react);

	// Rows of what was chosen. Each is an item with the method read.
	const row = (heading, content, read) => {
		const item = make("li", { class: "annotate-row" });
		const off = make("button", { type: "button", "aria-label": "Remove " + heading, onclick: () => { item.remove(); source.focus(); } }, "✕");
		item.append(make("p", { class: "annotate-row-title" }, heading, " ", off), ...content);
		item.read = read;
		chosen.append(item);
		isWritten = true;
		return item;
	};
	const sides = [["", "as assessed"], ["supports", "supports"], ["contradicts", "contradicts"], ["context", "context"]];
	const sideOf = (side) => side || ({ contradicted: "contradicts", unverified: "context", "": "context" }[value() || ""] || "supports");
	const sourceRow = (s, side = "", place = "") => {
		const select = choice(sides, side), at = input({ size: 8, placeholder: "p. 2" });
		at.value = place;
		row(s.title, [label("Side", select), label("Place", at)], (form) => form.evidence.push({ stance: sideOf(select.value), source: s.id, place: at.value }));
	};
	const longRow = (e) => row(e.source + " " + (e.place || ""), [make("small", {}, "has a note of its own: change it in the file")], (form) => form.evidence.push(e));
	const types = ["web", "news", "article", "report", "press-release", "law", "treaty", "speech", "interview", "transcript", "dataset", "book", "chapter", "thesis", "post", "video", "audio", "image", "map", "letter"];
	const newRow = (url, place = "") => {
		const select = choice(sides, ""), at = input({ size: 8, placeholder: "p. 2" });
		at.value = place;
		const parts = { title: input(), publisher: input(), authors: input(), date: input({ size: 10, placeholder: "2026-03-14" }), type: choice(types.map((t) => [t, t]), "web"), nature: choice([["", "not said"], ["primary", "primary"], ["secondary", "secondary"], ["tertiary", "tertiary"]], "") };
		const note = make("small", { role: "status" }, "Reading the page …");
		const item = row("New source", [make("small", { class: "annotate-url" }, url), note, label("Title", parts.title), label("Publisher", parts.publisher), label("Authors", parts.authors), label("Date", parts.date),
			label("Type", parts.type), label("Nature", parts.nature), label("Side", select), label("Place", at)],
		(form) => form.evidence.push({ stance: sideOf(select.value), source: "", place: at.value, new: { url, title: parts.title.value, publisher: parts.publisher.value,
			authors: parts.authors.value.split(";").map((a) => a.trim()).filter(Boolean), date: parts.date.value, type: parts.type.value, nature: parts.nature.value } }));
		const touched = new Set();
		for (const key in parts) parts[key].addEventListener("input", () => touched.add(key));
		item.ready = ask("page", { url }).then((answer) => {
			if (!item.isConnected) return;
			if (answer.known) {
				item.remove();
				sourceRow(answer.known, select.value, at.value);
				return;
			}
			const d = answer.document || {};
			for (const key in parts) if (d[key] && !touched.has(key)) parts[key].value = key === "authors" ? d.authors.join("; ") : d[key];
			note.textContent = answer.ok ? answer.why || "Read from the page; change what is wrong." : answer.error;
		});
		return item;
	};
	const stances = [["", "says these words"], ["agrees", "agrees"], ["disagrees", "disagrees"], ["qualifies", "qualifies"], ["neutral", "neutral"]];
	const expertRow = (s, v = {}) => {
		const stance = choice(stances, v.stance ?? (value() ? "agrees" : "")), where = input(), day = input({ size: 10, placeholder: "2026-03-14" });
		where.value = v.said_in || "";
		day.value = v.said_to_us || "";
		const list = complete(where, "source", (chosen) => { where.value = chosen.id + " "; where.focus(); }, (text) => text.includes(" ") ? null : text);
		row(s.title, [label("Stance", stance), make("div", { class: "annotate-combo" }, label("Said in", where, "source and place"), list), label("or said to us on", day)], (form) => {
			form.voices.push({ stance: stance.value, expert: s.id, said_in: where.value, said_to_us: day.value });
		});
		return where;
	};
	const countryRow = (s) => row(s.title, [], (form) => form.countries.push(s.id));
	const add = (s) => {
		if (s.kind === "source") sourceRow(s);
		if (s.kind === "country") countryRow(s);
		if (s.kind === "expert") { expertRow(s).focus(); return; }
		toStanding();
	};
	const toStanding = () => { (one(":checked", standing) || one("input", standing)).focus(); };

	// An address, and a place behind it, are taken as soon as they are pasted, or with Enter.
	const takeAddress = (words) => {
		const found = /^(https?:\/\/\S+)\s*(.*)$/i.exec(words.trim());
		if (!found) return false;
		source.value = "";
		newRow(found[1], found[2]);
		toStanding();
		return true;
	};
	source.addEventListener("paste", (event) => {
		if (!source.value.trim() && takeAddress(event.clipboardData.getData("text/plain"))) event.preventDefault();
	});
	source.addEventListener("keydown", (event) => {
		if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
		event.preventDefault();
		takeAddress(source.value);
	});

	const read = () => {
		const form = { claim: claim.value, assessment: value() || "", text: text.value, searched: searched.value, gist: gist.value, confidence: confidence.value, because: because.value,
			kind: question.checked ? "question" : "", evidence: [], voices: [], countries: [] };
		if (!form.assessment) form.claim = now.hash ? now.form.claim || "" : "";
		for (const item of chosen.children) item.read(form);
		return form;
	};
	const fill = (f) => {
		claim.value = f.claim || "";
		text.value = f.text || "";
		searched.value = f.searched || "";
		gist.value = f.gist || "";
		because.value = f.because || "";
		confidence.value = f.confidence || "";
		question.checked = f.kind === "question";
		chosen.replaceChildren();
		for (const radio of all("input", standing)) radio.checked = false;
		for (const e of f.evidence || []) e.long ? longRow(e) : sourceRow({ id: e.source, title: e.source }, e.stance, e.place);
		for (const v of f.voices || []) v.long ? row(v.expert, [make("small", {}, "has words of its own: change them in the file")], (form) => form.voices.push(v)) : expertRow({ id: v.expert, title: v.expert }, v);
		for (const c of f.countries || []) countryRow({ id: c, title: c });
		faults.replaceChildren();
		more.open = !!(f.gist || f.because || f.confidence || f.kind);
		react();
		isWritten = false;
	};

	// ---- Opening and closing.

	const highlight = (range) => {
		if (!CSS.highlights) return;
		if (range) CSS.highlights.set("annotate", new Highlight(range)); else CSS.highlights.delete("annotate");
	};
	const open = (heading) => {
		before = document.activeElement;
		title.textContent = heading;
		hush();
		if (!dialog.open) dialog.showModal();
		title.focus(); // so that it is read aloud
	};
	form.addEventListener("input", () => { isWritten = true; });
	dialog.addEventListener("cancel", (event) => { // by Esc
		if (!isWritten) return;
		event.preventDefault();
		isWritten = false;
		showFault({ error: "What you wrote is not saved. Esc once more drops it." });
	});
	dialog.addEventListener("close", () => {
		highlight(null);
		selected = null;
		describe();
		if (isSaved) { // the preview goes to the note, unless something of ours has the focus
			isSaved = false;
			document.activeElement.blur();
			document.dispatchEvent(new Event("briefing:written"));
			return;
		}
		const to = before && before !== document.body && before.isConnected ? before : opener;
		to.focus({ preventScroll: true });
	});

	let settled = Promise.resolve();
	const setPassage = (selection) => settled = settle(selection);
	const settle = async (selection) => {
		const answer = await ask("passage", { briefing, selection });
		if (!answer.ok) { showFault(answer); return; }
		const old = now.words;
		now = { selection, words: answer.words };
		words.textContent = answer.words;
		words.hidden = false;
		pick.hidden = true;
		if (!claim.value || claim.value === old) claim.value = answer.words;
		about.replaceChildren();
		if (answer.times > 1) about.append("These words stand in the article " + answer.times + " times; the words around them are written too. ");
		if (answer.passages.length > 1) about.append("They are " + answer.passages.length + " passages. ");
		if (answer.sentence) about.append(widen, " ");
		widen.onclick = () => setPassage(answer.sentence).then(() => source.focus());
		for (const c of answer.countries) about.append(make("button", { type: "button", onclick: (event) => { event.target.remove(); countryRow(c); } }, "+ " + c.title), " ");
		faults.replaceChildren();
	};

	const start = async () => {
		takeSelection();
		const range = selected, selection = range && selectionOf(range);
		now = { selection: null, words: "" };
		open("Annotate");
		fill({});
		words.hidden = true;
		words.textContent = "";
		about.replaceChildren();
		remove.hidden = true;
		save.disabled = false;
		pick.hidden = !!selection;
		if (selection) {
			highlight(range);
			words.hidden = false;
			words.textContent = selection.exact.trim();
			await setPassage(selection);
			if (now.selection) { source.focus(); return; }
			words.hidden = true;
			pick.hidden = false;
		}
		picker.focus();
	};

	const edit = async (id) => {
		const answer = await ask("open", { briefing, annotation: id });
		if (!answer.ok) { say(answer.error); return; }
		now = { annotation: id, hash: answer.hash, form: answer.form };
		open("Change “" + id + "”");
		fill(answer.form);
		words.hidden = !answer.passages.length;
		words.textContent = answer.passages.join(" … ");
		about.replaceChildren();
		pick.hidden = true;
		remove.hidden = false;
		save.disabled = false;
		assess(answer.form.assessment || "");
		if (!claim.value && answer.passages.length) claim.placeholder = answer.passages[0];
		source.focus();
	};

	const showFault = (answer) => {
		faults.replaceChildren(make("p", {}, answer.error));
		if (answer.findings) faults.append(make("ul", {}, ...answer.findings.map((f) => make("li", {}, make("b", {}, f.severity), " " + f.message, f.hint ? make("small", {}, " " + f.hint) : ""))));
		if (answer.now) faults.append(make("p", {}, "It holds now:"), make("pre", { tabindex: "0" }, answer.now),
			make("button", { type: "button", onclick: () => { dialog.close(); edit(now.annotation); } }, "Take what is there"), " ",
			make("button", { type: "button", onclick: () => { now.hash = answer.hash; send(); } }, "Write my fields into it"));
		faults.scrollIntoView({ block: "nearest" });
	};

	const send = async () => {
		if (save.disabled) return;
		await settled;
		if (!now.selection && !now.hash) { showFault({ error: "Choose words of the article first." }); picker.focus(); return; }
		save.disabled = true;
		await Promise.all([...chosen.children].map((item) => item.ready));
		const answer = now.hash ? await ask("change", { briefing, annotation: now.annotation, hash: now.hash, form: read() }) : await ask("annotate", { briefing, selection: now.selection, form: read() });
		save.disabled = false;
		if (!answer.ok) { showFault(answer); return; }
		isSaved = true;
		dialog.close();
		const warnings = answer.findings.filter((f) => f.severity === "warning").length;
		done("Saved “" + answer.annotation + "”" + (warnings ? ", with " + warnings + (warnings === 1 ? " warning." : " warnings.") : "."), answer.undo);
	};

	const erase = async () => {
		const answer = await ask("delete", { briefing, annotation: now.annotation, hash: now.hash });
		if (!answer.ok) { showFault(answer); return; }
		before = null;
		dialog.close();
		done("Deleted “" + answer.annotation + "”.", answer.undo);
	};

	// ---- Keys.

	const digit = (event) => /^Digit[0-6]$/.test(event.code) ? +event.code.slice(5) : -1;
	dialog.addEventListener("keydown", (event) => {
		event.stopPropagation(); // they are none of the page's
		const n = digit(event);
		if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); send(); return; }
		const isFree = !event.target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
		if (n < 0 || event.ctrlKey || event.metaKey || !event.altKey && !isFree) return;
		event.preventDefault();
		isWritten = true;
		assess(assessments[(n + 5) % 6][0]);
		toStanding();
	});
	dialog.addEventListener("keypress", (event) => { // saving is Ctrl+Enter or the button
		if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
	});
	addEventListener("keydown", (event) => {
		if (!canWrite || event.defaultPrevented || dialog.open || one("dialog[open]")) return;
		if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]")) return;
		if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === "z" && undoable) { event.preventDefault(); takeBack(); return; }
		if (event.ctrlKey || event.metaKey || event.altKey || event.key !== "a" || !article() || areKeysOff()) return;
		event.preventDefault();
		swallow();
		start();
	});
	const areKeysOff = () => { try { return localStorage.getItem("keys") === "off"; } catch { return false; } }; // see page.js
	// The letter that opens the dialog is not for the field that gets the focus.
	const swallow = () => {
		const stop = (event) => event.preventDefault();
		addEventListener("keypress", stop, true);
		addEventListener("keyup", () => removeEventListener("keypress", stop, true), { capture: true, once: true });
	};

	// ---- Notes get a button for changing them.

	const dress = () => {
		if (!canWrite || !briefing) return;
		for (const note of all(".note")) {
			if (one(".annotate-edit", note)) continue;
			const id = note.id.slice(2);
			(one(".note-more", note) || note).append(make("button", { type: "button", class: "annotate-edit", "aria-label": "Change note " + note.dataset.n, onclick: () => edit(id) }, "Change"));
		}
	};
	document.addEventListener("briefing:patched", dress);

	fetch("/-/mode").then((response) => response.json()).then(({ mode, viewers }) => {
		canWrite = mode === "write" && !!token;
		const isHere = !!(briefing && article());
		opener.hidden = !(canWrite && isHere);
		state.textContent = canWrite ? (isHere ? "" : "Preview, with writing") : { read: "Preview, read only", shared: "Shared preview, read only", write: "Preview, read only: open the link that the terminal printed" }[mode] || "";
		if (viewers) state.textContent += " · " + viewers + (viewers === 1 ? " viewer" : " viewers");
		describe();
		dress();
	});
	document.body.append(corner, said, dialog);

	// The preview's bar of findings stands at the foot too: above it is room.
	const bar = one(".preview-bar");
	if (bar) new ResizeObserver(() => document.documentElement.style.setProperty("--annotate-foot", bar.offsetHeight + "px")).observe(bar);
})();
