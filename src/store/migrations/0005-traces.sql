-- What of each form may stand in others too, and the forms of a unit in a year.

-- One row for each form, written when it is saved: a hash of each sentence and indicator.  All of
-- them are read to compare a form, a small part of the documents; a row for each hash would make
-- every save write as many pages.  Forms from before get theirs when they are evaluated anew.
CREATE TABLE traces (
  number INTEGER PRIMARY KEY REFERENCES forms (number) ON DELETE CASCADE,
  content BLOB NOT NULL
) STRICT;

CREATE INDEX forms_unit ON forms (unit, year);
