// JSON-LD without a network: the contexts are given.

import jsonld from "jsonld";

// expanded is a document with every term spelled out. What a context does not define is an
// error, and so is a relative address that stays one.
export function expanded(document, base, contexts) {
	return jsonld.expand(document, {
		base,
		safe: true,
		documentLoader: (url) => {
			if (!contexts[url]) throw new Error(`a context that nobody asked for: ${url}`);
			return { documentUrl: url, document: { "@context": contexts[url] } };
		},
	});
}
