// Queries with the tags given by the data set. Tags detected in their texts are derived again. One row per query.
MATCH (q:Query)
WITH q, q.text AS key
WHERE key IS NOT NULL // erased meanwhile
CALL (q) { // both lists at once, since another transaction may replace the tags meanwhile
  MATCH (q)-[r:HAS_TAG]->(t:Tag)
  WHERE coalesce(r.source, 'given') <> 'text'
  RETURN collect(t.name) AS tags, collect(coalesce(r.weight, 1.0)) AS tag_weights
}
RETURN key, tags, tag_weights
