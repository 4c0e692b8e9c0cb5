CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE outlets (
	number INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	country VARCHAR, 
	kind VARCHAR NOT NULL, 
	state_media VARCHAR NOT NULL, 
	aliases VARCHAR NOT NULL, 
	domains VARCHAR NOT NULL, 
	languages VARCHAR NOT NULL, 
	record VARCHAR NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (record)
);

CREATE INDEX ix_outlets_id ON outlets (id);

CREATE TABLE article_versions (
	number INTEGER NOT NULL, 
	version VARCHAR NOT NULL, 
	article VARCHAR NOT NULL, 
	current BOOLEAN NOT NULL, 
	title VARCHAR, 
	outlet INTEGER, 
	url VARCHAR, 
	fetched_url VARCHAR, 
	canonical_url VARCHAR, 
	published VARCHAR, 
	published_precision VARCHAR, 
	published_basis VARCHAR, 
	published_zoned BOOLEAN, 
	updated VARCHAR, 
	updated_precision VARCHAR, 
	updated_basis VARCHAR, 
	updated_zoned BOOLEAN, 
	first_seen VARCHAR, 
	first_seen_precision VARCHAR, 
	first_seen_basis VARCHAR, 
	first_seen_zoned BOOLEAN, 
	language VARCHAR, 
	notes VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	page_sha256 VARCHAR, 
	text_sha256 VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, language_confidence FLOAT, detector VARCHAR, 
	PRIMARY KEY (number), 
	UNIQUE (version), 
	FOREIGN KEY(outlet) REFERENCES outlets (number)
);

CREATE INDEX ix_article_versions_article ON article_versions (article);

CREATE INDEX ix_article_versions_outlet ON article_versions (outlet);

CREATE UNIQUE INDEX one_current_version ON article_versions (article) WHERE current;

CREATE TABLE article_addresses (
	address VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	rank INTEGER NOT NULL, 
	PRIMARY KEY (address, version), 
	FOREIGN KEY(version) REFERENCES article_versions (number)
)
 WITHOUT ROWID;

CREATE TABLE authors (
	version INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	PRIMARY KEY (version, position), 
	FOREIGN KEY(version) REFERENCES article_versions (number)
)
 WITHOUT ROWID;

CREATE TABLE links (
	version INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	href VARCHAR NOT NULL, 
	anchor VARCHAR NOT NULL, 
	starts INTEGER, 
	ends INTEGER, 
	PRIMARY KEY (version, position), 
	FOREIGN KEY(version) REFERENCES article_versions (number)
)
 WITHOUT ROWID;

CREATE TABLE wire_credits (
	version INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	outlet INTEGER NOT NULL, 
	basis VARCHAR NOT NULL, 
	starts INTEGER, 
	ends INTEGER, 
	evidence VARCHAR NOT NULL, 
	PRIMARY KEY (version, position), 
	FOREIGN KEY(version) REFERENCES article_versions (number), 
	FOREIGN KEY(outlet) REFERENCES outlets (number)
)
 WITHOUT ROWID;

CREATE TABLE furniture (
	version INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	starts INTEGER NOT NULL, 
	ends INTEGER NOT NULL, 
	PRIMARY KEY (version, position), 
	FOREIGN KEY(version) REFERENCES article_versions (number)
)
 WITHOUT ROWID;

CREATE TABLE attributions (
	version INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	claim VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	confidence FLOAT NOT NULL, 
	floating BOOLEAN NOT NULL, 
	anaphoric BOOLEAN NOT NULL, 
	source_class VARCHAR NOT NULL, 
	referent VARCHAR, 
	anonymous BOOLEAN NOT NULL, 
	anonymous_descriptor VARCHAR, 
	anonymity_reason VARCHAR, 
	outlet INTEGER, 
	declined_comment BOOLEAN NOT NULL, 
	source_words VARCHAR NOT NULL, 
	cue_words VARCHAR NOT NULL, 
	content_words VARCHAR NOT NULL, 
	PRIMARY KEY (version, position), 
	FOREIGN KEY(version) REFERENCES article_versions (number), 
	FOREIGN KEY(outlet) REFERENCES outlets (number)
)
 WITHOUT ROWID;

CREATE TABLE attribution_spans (
	version INTEGER NOT NULL, 
	attribution INTEGER NOT NULL, 
	part VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	starts INTEGER NOT NULL, 
	ends INTEGER NOT NULL, 
	PRIMARY KEY (version, attribution, part, position), 
	FOREIGN KEY(version) REFERENCES article_versions (number)
)
 WITHOUT ROWID;

CREATE TABLE outlet_mentions (
	version INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	outlet INTEGER, 
	name VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	starts INTEGER NOT NULL, 
	ends INTEGER NOT NULL, 
	confidence FLOAT NOT NULL, 
	claim_starts INTEGER, 
	claim_ends INTEGER, 
	chain VARCHAR NOT NULL, 
	PRIMARY KEY (version, position), 
	FOREIGN KEY(version) REFERENCES article_versions (number), 
	FOREIGN KEY(outlet) REFERENCES outlets (number)
)
 WITHOUT ROWID;

CREATE TABLE attribution_ways (
	version INTEGER NOT NULL, 
	attribution INTEGER NOT NULL, 
	way INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	mention INTEGER, 
	PRIMARY KEY (version, attribution, way, position), 
	FOREIGN KEY(version) REFERENCES article_versions (number)
)
 WITHOUT ROWID;

CREATE TABLE passages (
	number INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	spans VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	speaker VARCHAR, 
	claim VARCHAR, keys INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(version) REFERENCES article_versions (number)
);

CREATE INDEX ix_passages_version ON passages (version);

CREATE TABLE passage_ids (
	id VARCHAR NOT NULL, 
	passage INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(passage) REFERENCES passages (number)
)
 WITHOUT ROWID;

CREATE TABLE passage_keys (
	"key" INTEGER NOT NULL, 
	passage INTEGER NOT NULL, 
	PRIMARY KEY ("key", passage)
)
 WITHOUT ROWID;

CREATE TABLE passages_to_index (
	passage INTEGER NOT NULL, 
	keys VARCHAR NOT NULL, 
	PRIMARY KEY (passage), 
	FOREIGN KEY(passage) REFERENCES passages (number)
);

CREATE TABLE passages_to_link (
	passage INTEGER NOT NULL, 
	PRIMARY KEY (passage), 
	FOREIGN KEY(passage) REFERENCES passages (number)
);

CREATE TABLE passages_superseded (
	passage INTEGER NOT NULL, 
	PRIMARY KEY (passage), 
	FOREIGN KEY(passage) REFERENCES passages (number)
);

CREATE TABLE matches (
	a INTEGER NOT NULL, 
	b INTEGER NOT NULL, 
	score FLOAT NOT NULL, 
	kind VARCHAR NOT NULL, 
	a_starts INTEGER NOT NULL, 
	a_ends INTEGER NOT NULL, 
	b_starts INTEGER NOT NULL, 
	b_ends INTEGER NOT NULL, 
	PRIMARY KEY (a, b), 
	FOREIGN KEY(a) REFERENCES passages (number), 
	FOREIGN KEY(b) REFERENCES passages (number)
)
 WITHOUT ROWID;

CREATE INDEX ix_matches_b ON matches (b);

CREATE VIRTUAL TABLE article_search USING fts5(title, text, content='article_versions', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2');

CREATE VIEW sourcing AS
        SELECT v.title AS article, o.name AS outlet, v.published,
               coalesce(t.referent, t.anonymous_descriptor, nullif(t.source_words, '')) AS speaker, t.source_class,
               t.source_words, t.cue_words, t.content_words,
               (SELECT group_concat(steps, '; ')
                FROM (SELECT group_concat(name, ' > ') AS steps
                      FROM (SELECT w.way, m.name
                            FROM attribution_ways AS w
                            JOIN outlet_mentions AS m ON m.version = w.version AND m.position = w.mention
                            WHERE w.version = t.version AND w.attribution = t.position
                            ORDER BY w.way, w.position) AS named
                      GROUP BY way ORDER BY way) AS ways) AS via,
               t.anonymous, t.anonymity_reason, t.kind, t.confidence, v.url, v.version
        FROM attributions AS t
        JOIN article_versions AS v ON v.number = t.version AND v.current
        LEFT JOIN outlets AS o ON o.number = v.outlet;

CREATE VIEW outlets_cited AS
        SELECT cited.*, (SELECT count(*) FROM article_versions AS own JOIN outlets AS owner ON owner.number = own.outlet
                         WHERE own.current AND owner.name = cited.outlet) AS own_articles_stored
        FROM (SELECT coalesce(o.name, m.name) AS outlet, max(o.country) AS country, max(o.kind) AS kind,
                     max(o.state_media) AS state_media, count(DISTINCT m.version) AS articles_citing,
                     count(*) AS mentions
              FROM outlet_mentions AS m
              JOIN article_versions AS v ON v.number = m.version AND v.current
              LEFT JOIN outlets AS o ON o.number = m.outlet
              WHERE m.role = 'cited'
              GROUP BY coalesce(o.name, m.name)) AS cited;

CREATE VIEW shared_passages AS
        SELECT m.kind, m.score, a.text AS a_text, b.text AS b_text,
               ao.name AS a_outlet, av.published AS a_published, a.speaker AS a_speaker, av.title AS a_article,
               bo.name AS b_outlet, bv.published AS b_published, b.speaker AS b_speaker, bv.title AS b_article,
               av.url AS a_url, bv.url AS b_url
        FROM matches AS m
        JOIN passages AS a ON a.number = m.a
        JOIN passages AS b ON b.number = m.b
        JOIN article_versions AS av ON av.number = a.version
        JOIN article_versions AS bv ON bv.number = b.version
        LEFT JOIN outlets AS ao ON ao.number = av.outlet
        LEFT JOIN outlets AS bo ON bo.number = bv.outlet;

CREATE VIEW articles AS
        SELECT v.article AS id, v.title, o.name AS outlet, v.published,
               (SELECT group_concat(name, ', ')
                FROM (SELECT name FROM authors WHERE version = v.number ORDER BY position) AS names) AS authors,
               v.url, v.language, v.language_confidence, v.updated, v.first_seen, v.notes, v.detector, v.version, v.text
        FROM article_versions AS v
        LEFT JOIN outlets AS o ON o.number = v.outlet
        WHERE v.current;

CREATE TABLE reviews (
	number INTEGER NOT NULL, 
	about VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	object VARCHAR NOT NULL, 
	article VARCHAR NOT NULL, 
	other_article VARCHAR, 
	verdict VARCHAR NOT NULL, 
	label VARCHAR, 
	source_class VARCHAR, 
	reviewer VARCHAR NOT NULL, 
	decided VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	finding VARCHAR NOT NULL, 
	PRIMARY KEY (number)
);

CREATE INDEX ix_reviews_article ON reviews (article);

CREATE INDEX ix_reviews_other_article ON reviews (other_article);

CREATE TABLE reviews_undone (
	review INTEGER NOT NULL, 
	reviewer VARCHAR NOT NULL, 
	undone VARCHAR NOT NULL, 
	PRIMARY KEY (review), 
	FOREIGN KEY(review) REFERENCES reviews (number)
);

CREATE VIEW decisions AS
        SELECT r.number, r.about, r.verdict, r.label, r.source_class, r.reviewer, r.decided, r.note, r.words,
               a.title AS article, ao.name AS outlet, a.url, b.title AS other_article, bo.name AS other_outlet,
               b.url AS other_url, u.reviewer AS undone_by, u.undone
        FROM reviews AS r
        LEFT JOIN article_versions AS a ON a.article = r.article AND a.current
        LEFT JOIN outlets AS ao ON ao.number = a.outlet
        LEFT JOIN article_versions AS b ON b.article = r.other_article AND b.current
        LEFT JOIN outlets AS bo ON bo.number = b.outlet
        LEFT JOIN reviews_undone AS u ON u.review = r.number;

CREATE TABLE pages (
	sha256 VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (sha256)
);

CREATE TABLE captures (
	number INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	page_sha256 VARCHAR NOT NULL, 
	url VARCHAR, 
	fetched_url VARCHAR, 
	redirects VARCHAR NOT NULL, 
	status INTEGER, 
	media_type VARCHAR, 
	headers VARCHAR NOT NULL, 
	retrieved VARCHAR, 
	memento VARCHAR, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(version) REFERENCES article_versions (number)
);

CREATE UNIQUE INDEX one_capture_of_the_same_bytes ON captures (version, page_sha256);

CREATE INDEX ix_captures_url ON captures (url);

CREATE TABLE seals (
	owner INTEGER NOT NULL, 
	part VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	PRIMARY KEY (owner, part)
)
 WITHOUT ROWID;

INSERT INTO alembic_version (version_num) VALUES ('0006');

