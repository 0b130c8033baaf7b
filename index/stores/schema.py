"""The tables of `facts.db`, as a journalist meets them (see docs/store.md)."""

SCHEMA_VERSION = 5
"""Raised whenever a table below changes; a store of another version is rebuilt, never read."""

TABLES = """
CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    department TEXT,
    region TEXT,
    year INTEGER,
    kind TEXT NOT NULL,
    pages INTEGER NOT NULL,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE
);
CREATE TABLE tables (
    id INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    ref TEXT NOT NULL,
    number TEXT,
    title TEXT NOT NULL,
    unit TEXT,
    department TEXT,
    pages TEXT NOT NULL,
    notes TEXT NOT NULL,
    empty INTEGER NOT NULL,
    UNIQUE (report_id, ref)
);
CREATE TABLE columns (
    id INTEGER PRIMARY KEY,
    table_id INTEGER NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    heading TEXT NOT NULL,
    path TEXT NOT NULL,
    role TEXT NOT NULL,
    side TEXT,
    UNIQUE (table_id, position)
);
CREATE TABLE rows (
    id INTEGER PRIMARY KEY,
    table_id INTEGER NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    page INTEGER NOT NULL,
    line INTEGER NOT NULL,
    code TEXT,
    label TEXT NOT NULL,
    qualifier TEXT,
    level INTEGER,
    parent TEXT,
    side TEXT
);
CREATE TABLE cells (
    id INTEGER PRIMARY KEY,
    row_id INTEGER NOT NULL REFERENCES rows (id) ON DELETE CASCADE,
    column_id INTEGER NOT NULL REFERENCES columns (id) ON DELETE CASCADE,
    printed TEXT,
    amount TEXT,
    fen INTEGER,
    unit TEXT
);
CREATE TABLE forms (
    id INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    page INTEGER NOT NULL,
    line INTEGER NOT NULL,
    title TEXT NOT NULL,
    year INTEGER,
    project TEXT NOT NULL,
    unit TEXT NOT NULL,
    implementer TEXT,
    kind TEXT NOT NULL
);
CREATE TABLE form_fields (
    id INTEGER PRIMARY KEY,
    form_id INTEGER NOT NULL REFERENCES forms (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    half TEXT,
    text TEXT,
    line INTEGER NOT NULL
);
CREATE TABLE form_funds (
    id INTEGER PRIMARY KEY,
    form_id INTEGER NOT NULL REFERENCES forms (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    half TEXT NOT NULL,
    printed TEXT,
    amount TEXT,
    fen INTEGER,
    line INTEGER NOT NULL
);
CREATE TABLE indicators (
    id INTEGER PRIMARY KEY,
    form_id INTEGER NOT NULL REFERENCES forms (id) ON DELETE CASCADE,
    category TEXT NOT NULL,
    kind TEXT NOT NULL,
    half TEXT NOT NULL,
    name TEXT NOT NULL,
    printed_name TEXT NOT NULL,
    value TEXT NOT NULL,
    line INTEGER NOT NULL
);
CREATE TABLE catalogue (
    id INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    line INTEGER NOT NULL,
    catalogue TEXT NOT NULL,
    sector TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    level INTEGER NOT NULL,
    path TEXT NOT NULL,
    anomalies TEXT NOT NULL
);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    page INTEGER NOT NULL,
    line INTEGER NOT NULL,
    headings TEXT NOT NULL,
    text TEXT NOT NULL,
    term TEXT
);
CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    passage INTEGER NOT NULL,
    page INTEGER NOT NULL,
    line INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    subject TEXT NOT NULL,
    measure TEXT NOT NULL,
    printed TEXT NOT NULL,
    amount TEXT NOT NULL,
    fen INTEGER,
    unit TEXT NOT NULL,
    year INTEGER,
    direction TEXT,
    reason TEXT
);
CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    ref TEXT NOT NULL,
    severity TEXT NOT NULL,
    rule TEXT NOT NULL,
    message TEXT NOT NULL,
    difference TEXT,
    unit TEXT
);
CREATE TABLE finding_sides (
    id INTEGER PRIMARY KEY,
    finding_id INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    table_name TEXT,
    row_label TEXT,
    column_heading TEXT,
    printed TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE patterns (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    head TEXT
);
CREATE TABLE pattern_places (
    pattern_id INTEGER NOT NULL REFERENCES patterns (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    rest TEXT NOT NULL
);
CREATE TABLE pattern_bearers (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    ref TEXT NOT NULL,
    pattern_id INTEGER NOT NULL REFERENCES patterns (id),
    PRIMARY KEY (report_id, ref)
) WITHOUT ROWID;
"""

STORE_TABLES = """
CREATE TABLE store (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sources (
    position INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    problem TEXT,
    indexed TEXT
);
"""

SEARCH_TABLES = """
CREATE TABLE wordings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    digest BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    codes TEXT NOT NULL,
    tokens INTEGER NOT NULL,
    leads INTEGER NOT NULL,
    vector BLOB NOT NULL
);
CREATE TABLE search_items (
    id INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    wording_id INTEGER NOT NULL REFERENCES wordings (id),
    table_ref TEXT,
    position INTEGER NOT NULL
);
CREATE TABLE search_terms (
    token TEXT PRIMARY KEY,
    wordings INTEGER NOT NULL
) WITHOUT ROWID;
CREATE VIRTUAL TABLE search_text USING fts5 (
    tokens, content='', columnsize=0, detail=none, tokenize='unicode61'
);
"""

INDEXES = """
CREATE INDEX tables_by_report ON tables (report_id);
CREATE INDEX rows_by_table ON rows (table_id, position);
CREATE INDEX rows_by_code ON rows (code);
CREATE INDEX cells_by_row ON cells (row_id, column_id);
CREATE INDEX cells_by_column ON cells (column_id);
CREATE INDEX forms_by_report ON forms (report_id);
CREATE INDEX form_fields_by_form ON form_fields (form_id);
CREATE INDEX form_funds_by_form ON form_funds (form_id);
CREATE INDEX indicators_by_form ON indicators (form_id);
CREATE INDEX catalogue_by_report ON catalogue (report_id, code);
CREATE INDEX passages_by_report ON passages (report_id);
CREATE INDEX statements_by_report ON statements (report_id, position);
CREATE INDEX findings_by_report ON findings (report_id);
CREATE INDEX finding_sides_by_finding ON finding_sides (finding_id);
CREATE INDEX pattern_places_by_pattern ON pattern_places (pattern_id);
CREATE INDEX pattern_places_by_name ON pattern_places (name, pattern_id);
CREATE INDEX pattern_bearers_by_pattern ON pattern_bearers (pattern_id);
CREATE INDEX search_items_by_report ON search_items (report_id);
CREATE INDEX search_items_by_wording ON search_items (wording_id);
CREATE INDEX wordings_that_lead ON wordings (id) WHERE leads = 1;
"""

VIEWS = """
CREATE VIEW spending_items AS
SELECT
    reports.title AS report,
    reports.year AS year,
    coalesce(reports.department, tables.department) AS department,
    trim(coalesce(tables.number, '') || ' ' || tables.title) AS "table",
    rows.code AS code,
    rows.label AS item,
    columns.heading AS "column",
    cells.fen / 1000000.0 AS amount,
    rows.page AS page,
    cells.fen AS fen,
    cells.printed AS printed,
    cells.unit AS unit,
    rows.level AS level,
    rows.parent AS parent,
    reports.id AS report_id,
    cells.id AS cell_id
FROM cells
JOIN rows ON rows.id = cells.row_id
JOIN columns ON columns.id = cells.column_id
JOIN tables ON tables.id = rows.table_id
JOIN reports ON reports.id = tables.report_id
WHERE cells.fen IS NOT NULL
  AND coalesce(rows.side, '') NOT LIKE '%收入%'
  AND NOT (tables.title LIKE '%收入%' AND tables.title NOT LIKE '%支%');
"""
