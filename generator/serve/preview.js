// Loads the page again after a save, and shows what is wrong in a bar. Needs the
// events and findings of package serve; style: preview.css.
//
// For other scripts of the preview: an element with data-keep is never touched,
// wherever it stands; document gets the event briefing:patched after each change of
// the page, with {version} as its detail.
(function () {
	'use strict';
	var version = document.currentScript.dataset.version;
	var stream = null;

	function bar(text) {
		var old = document.querySelector('.preview-bar');
		if (old) old.remove();
		if (!text) return;
		var box = document.createElement('pre');
		box.className = 'preview-bar';
		box.setAttribute('role', 'status');
		box.textContent = text;
		document.body.append(box);
	}

	function findings() {
		return fetch('/-/findings').then(function (r) { return r.text(); });
	}

	// patch puts the page as it is now into the place of main, as a whole.
	function patch(next) {
		fetch(location.href).then(function (r) { return r.text(); }).then(function (text) {
			var page = new DOMParser().parseFromString(text, 'text/html');
			document.title = page.title;
			document.querySelector('main').replaceWith(page.querySelector('main'));
			version = next;
			document.dispatchEvent(new CustomEvent('briefing:patched', { detail: { version: next } }));
			return findings().then(bar);
		});
	}

	function listen() {
		if (stream || document.hidden) return;
		stream = new EventSource('/-/events');
		stream.onmessage = function (event) {
			if (event.data !== version) patch(event.data);
		};
	}

	document.addEventListener('visibilitychange', function () {
		if (document.hidden && stream) {
			stream.close();
			stream = null;
		}
		listen();
	});
	findings().then(bar);
	listen();
})();
