// Removes what is no longer derived. Rows: source, target.
UNWIND $rows AS row
MATCH (:Query {text: row.source})-[l:LED_TO]->(:TARGET {TARGET_KEY: row.target})
DELETE l
