// Deletes links that are no longer inferred.
//   $rows     source, target
//   $origins  values of the source property that mark inferred links
UNWIND $rows AS row
MATCH (:SOURCE {SOURCE_KEY: row.source})-[link:RELATIONSHIP]->(:TARGET {TARGET_KEY: row.target})
WHERE link.source IN $origins
DELETE link
