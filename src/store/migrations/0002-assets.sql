-- Templates and profiles of the user's own, and settings that travel with the library.
CREATE TABLE assets (
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  content BLOB NOT NULL,
  changed INTEGER NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT;
