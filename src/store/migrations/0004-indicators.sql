-- The indicators that the office uses, for completion while typing.

-- "used" is the number of forms; "level2" is without the word 指标, which some forms leave out.
-- The rest is what the last form said.
CREATE TABLE indicators (
  level2 TEXT NOT NULL,
  name TEXT NOT NULL,
  target TEXT NOT NULL,
  nature TEXT NOT NULL,
  unit TEXT NOT NULL,
  weight TEXT NOT NULL,
  used INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  PRIMARY KEY (level2, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX indicators_used ON indicators (level2, used DESC, seen DESC);
CREATE INDEX indicators_unused ON indicators (used) WHERE used <= 0;

INSERT INTO indicators (level2, name, target, nature, unit, weight, used, seen)
  SELECT replace (coalesce (json_extract (line.value, '$.level2'), ''), '指标', ''),
    trim (json_extract (line.value, '$.level3')),
    coalesce (json_extract (line.value, '$.target'), ''),
    coalesce (json_extract (line.value, '$.nature'), ''),
    coalesce (json_extract (line.value, '$.unit_of_measure'), ''),
    coalesce (json_extract (line.value, '$.weight'), ''),
    count (DISTINCT number), max (number)
  FROM documents, json_each (CASE WHEN json_valid (content) THEN content ELSE '{}' END,
                             '$.tables.indicators') AS line
  WHERE line.type = 'object' AND length (trim (json_extract (line.value, '$.level3'))) BETWEEN 2 AND 200
    AND json_extract (line.value, '$.level3') NOT GLOB '指标[0-9]*'
  GROUP BY 1, 2;
