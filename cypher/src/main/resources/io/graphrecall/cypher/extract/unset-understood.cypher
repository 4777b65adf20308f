// Removes what is no longer understood. Rows: source, target.
//   $origins  the sources of what is understood
UNWIND $rows AS row
MATCH (:SOURCE {SOURCE_KEY: row.source})-[link:RELATIONSHIP]->(:TARGET {TARGET_KEY: row.target})
WHERE link.source IN $origins
DELETE link
