-- The forms, their documents and the search.
--
-- application_id is "ZpLb" in ASCII.  It is set in the same transaction as the tables, so that a
-- file carries it only when it holds a whole library.
PRAGMA application_id = 1517309026;

-- One row.  Every writing transaction adds to "changes", "backed_up" is its value at the last backup.
CREATE TABLE library (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  changes INTEGER NOT NULL DEFAULT 0,
  backed_up INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO library (one) VALUES (1);

-- What the list shows.  "serial" is the value of library.changes at the last save: the order of the
-- search results, and the rowid in "search".  "origin" is the id under which a form came from a copy
-- of the library when it had to be kept beside another one.
CREATE TABLE forms (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  serial INTEGER NOT NULL UNIQUE,
  revision INTEGER NOT NULL CHECK (revision > 0),
  template_id TEXT NOT NULL,
  profile_id TEXT NOT NULL,
  project TEXT NOT NULL,
  unit TEXT NOT NULL,
  department TEXT NOT NULL,
  year TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved')),
  rate TEXT NOT NULL,
  score TEXT NOT NULL,
  review_score TEXT NOT NULL,
  grade TEXT NOT NULL,
  rate_micro INTEGER,
  score_micro INTEGER,
  review_micro INTEGER,
  budget_micro INTEGER,
  executed_micro INTEGER,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  origin TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX forms_deleted ON forms (deleted) WHERE deleted > 0;
CREATE INDEX forms_origin ON forms (origin) WHERE origin <> '';

-- Apart from the list, which would otherwise read through all of them.
CREATE TABLE documents (
  number INTEGER PRIMARY KEY REFERENCES forms (number) ON DELETE CASCADE,
  content TEXT NOT NULL
) STRICT;

-- Normalised texts, Chinese characters separated by spaces; rowid is forms.serial.
CREATE VIRTUAL TABLE search USING fts5 (words, pinyin, columnsize = 0, tokenize = 'unicode61');
