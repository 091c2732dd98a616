// Loads the page again after a save, and shows what is wrong in a bar. Needs the
// events and findings of package serve; style: preview.css.
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

	function listen() {
		if (stream || document.hidden) return;
		stream = new EventSource('/-/events');
		stream.onmessage = function (event) {
			if (event.data !== version) location.reload();
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
