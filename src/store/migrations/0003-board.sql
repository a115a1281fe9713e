-- The year's list, the lamp of each form, and the search by pinyin.

-- What is expected in a year.  A line without a project says the total of the unit and the day on
-- which its forms are due ("2021-03-31"); one without a unit, the same for all.
CREATE TABLE expected (
  number INTEGER PRIMARY KEY,
  year TEXT NOT NULL,
  unit TEXT NOT NULL,
  project TEXT NOT NULL,
  budget_micro INTEGER,
  due TEXT NOT NULL
) STRICT;

CREATE INDEX expected_year ON expected (year);

-- "evaluated" is the version of the rules by which the columns were filled; those of an older one
-- are filled anew from the document.
ALTER TABLE forms ADD COLUMN lamp TEXT NOT NULL DEFAULT '';
ALTER TABLE forms ADD COLUMN evaluated INTEGER NOT NULL DEFAULT 0;

-- Beginnings of two and three letters have lists of their own: what is typed in pinyin begins very
-- many words.
CREATE TABLE kept AS SELECT rowid AS serial, words, pinyin FROM search;
DROP TABLE search;
CREATE VIRTUAL TABLE search
  USING fts5 (words, pinyin, columnsize = 0, prefix = '2 3', tokenize = 'unicode61');
INSERT INTO search (rowid, words, pinyin) SELECT serial, words, pinyin FROM kept;
DROP TABLE kept;

-- The histories of forms that were handed in once, withdrawn, deleted and erased.
CREATE TABLE erased (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  project TEXT NOT NULL,
  unit TEXT NOT NULL,
  year TEXT NOT NULL,
  erased INTEGER NOT NULL,
  history TEXT NOT NULL
) STRICT;
