-- What is typed into the year's list stays as it was typed, whether or not it is understood.

-- "budget_text" and "due_text" are what was typed, '' for lines of before.  A "draft" names neither
-- a unit nor a project yet and counts for nothing.
ALTER TABLE expected ADD COLUMN budget_text TEXT NOT NULL DEFAULT '';
ALTER TABLE expected ADD COLUMN due_text TEXT NOT NULL DEFAULT '';
ALTER TABLE expected ADD COLUMN draft INTEGER NOT NULL DEFAULT 0;
