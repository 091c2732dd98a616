-- Everything on a site. Dates are EDTF level 0: 2026-03-14, 2026-03, 2026, 2025-11-02/2026-01-10.
-- An annotation is named from anywhere as briefing/annotation.
PRAGMA foreign_keys = ON;
PRAGMA user_version = 1;

CREATE TABLE site (title TEXT NOT NULL, url TEXT, language TEXT NOT NULL, publisher TEXT, license TEXT);

CREATE TABLE sources (
	id TEXT PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL, type TEXT, publisher TEXT, container TEXT, date TEXT, url TEXT, archived TEXT,
	accessed TEXT, dead TEXT, nature TEXT NOT NULL, access TEXT NOT NULL, seen TEXT, retracted_on TEXT, retracted_because TEXT, doi TEXT, isbn TEXT, volume TEXT,
	issue TEXT, pages TEXT, text TEXT
);
CREATE TABLE source_origins (source TEXT NOT NULL REFERENCES sources, origin TEXT NOT NULL REFERENCES sources, PRIMARY KEY (source, origin));
CREATE TABLE extracts (
	source TEXT NOT NULL REFERENCES sources, n INTEGER NOT NULL, place TEXT, words TEXT NOT NULL, language TEXT, translation TEXT, translated_by TEXT, PRIMARY KEY (source, n)
);

CREATE TABLE countries (code TEXT PRIMARY KEY, path TEXT NOT NULL, name TEXT NOT NULL, text TEXT);
CREATE TABLE experts (id TEXT PRIMARY KEY, path TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, text TEXT);
CREATE TABLE expert_fields (expert TEXT NOT NULL REFERENCES experts, field TEXT NOT NULL);
CREATE TABLE affiliations (
	expert TEXT NOT NULL REFERENCES experts, organisation TEXT NOT NULL, role TEXT, began TEXT, ended TEXT, country TEXT REFERENCES countries, source TEXT REFERENCES sources
);
CREATE TABLE disclosures (expert TEXT NOT NULL REFERENCES experts, what TEXT NOT NULL, source TEXT REFERENCES sources, place TEXT);
CREATE TABLE source_authors (source TEXT NOT NULL REFERENCES sources, n INTEGER NOT NULL, name TEXT NOT NULL, expert TEXT REFERENCES experts, PRIMARY KEY (source, n));

CREATE TABLE briefings (
	id TEXT PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL, status TEXT NOT NULL, withdrawn_because TEXT, date TEXT NOT NULL, updated TEXT NOT NULL, summary TEXT,
	text TEXT, sentences INTEGER NOT NULL, sentences_touched INTEGER NOT NULL, sentences_checked INTEGER NOT NULL
);
CREATE TABLE briefing_authors (briefing TEXT NOT NULL REFERENCES briefings, n INTEGER NOT NULL, name TEXT NOT NULL, expert TEXT REFERENCES experts, PRIMARY KEY (briefing, n));
CREATE TABLE briefing_topics (briefing TEXT NOT NULL REFERENCES briefings, topic TEXT NOT NULL);
CREATE TABLE briefing_countries (briefing TEXT NOT NULL REFERENCES briefings, country TEXT NOT NULL REFERENCES countries);
CREATE TABLE mentions (briefing TEXT NOT NULL REFERENCES briefings, country TEXT REFERENCES countries, expert TEXT REFERENCES experts, times INTEGER NOT NULL);
CREATE TABLE events (id INTEGER PRIMARY KEY, date TEXT NOT NULL, what TEXT NOT NULL, briefing TEXT REFERENCES briefings);
CREATE TABLE event_sources (event INTEGER NOT NULL REFERENCES events, source TEXT NOT NULL REFERENCES sources);
CREATE TABLE event_countries (event INTEGER NOT NULL REFERENCES events, country TEXT NOT NULL REFERENCES countries);

CREATE TABLE annotations (
	id TEXT PRIMARY KEY, briefing TEXT NOT NULL REFERENCES briefings, path TEXT NOT NULL, n INTEGER, kind TEXT NOT NULL, status TEXT NOT NULL, withdrawn_because TEXT,
	claim TEXT NOT NULL, claimed_by TEXT, claimed_by_expert TEXT REFERENCES experts, assessment TEXT, confidence TEXT, because TEXT, would_change TEXT, searched TEXT,
	key INTEGER NOT NULL, gist TEXT, text TEXT, checked_by TEXT, checked TEXT, due TEXT, about TEXT REFERENCES annotations DEFERRABLE INITIALLY DEFERRED, drift TEXT, drift_because TEXT, asked TEXT, answered TEXT
);
CREATE TABLE passages (annotation TEXT NOT NULL REFERENCES annotations, words TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL);
CREATE TABLE annotation_countries (annotation TEXT NOT NULL REFERENCES annotations, country TEXT NOT NULL REFERENCES countries);
CREATE TABLE annotation_dates (annotation TEXT NOT NULL REFERENCES annotations, date TEXT NOT NULL);
CREATE TABLE annotation_see (annotation TEXT NOT NULL REFERENCES annotations, other TEXT NOT NULL REFERENCES annotations);
CREATE TABLE evidence (annotation TEXT NOT NULL REFERENCES annotations, stance TEXT NOT NULL, source TEXT NOT NULL REFERENCES sources, place TEXT, nature TEXT NOT NULL, note TEXT);
CREATE TABLE statements (
	annotation TEXT NOT NULL REFERENCES annotations, is_quote INTEGER NOT NULL, person TEXT NOT NULL, expert TEXT REFERENCES experts, stance TEXT, source TEXT REFERENCES sources, place TEXT,
	said TEXT, to_editors INTEGER NOT NULL, organisation TEXT, role TEXT, country TEXT REFERENCES countries, words TEXT, note TEXT
);
CREATE TABLE corrections (date TEXT, kind TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL, what TEXT NOT NULL, was TEXT, became TEXT, corrected_by TEXT);

CREATE INDEX annotations_by_briefing ON annotations (briefing);
CREATE INDEX evidence_by_source ON evidence (source);
CREATE INDEX evidence_by_annotation ON evidence (annotation);
CREATE INDEX statements_by_expert ON statements (expert);
CREATE INDEX statements_by_annotation ON statements (annotation);
