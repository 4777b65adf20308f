// Queries with the tags given by the data set. Tags detected in their texts are derived again. One row per query.
MATCH (q:Query)
WHERE q.text IS NOT NULL
RETURN q.text AS key,
       COLLECT { MATCH (q)-[r:HAS_TAG]->(t:Tag) WHERE coalesce(r.source, 'given') <> 'text' RETURN t.name ORDER BY t.name, r.source } AS tags,
       COLLECT { MATCH (q)-[r:HAS_TAG]->(t:Tag) WHERE coalesce(r.source, 'given') <> 'text' RETURN coalesce(r.weight, 1.0) ORDER BY t.name, r.source } AS tag_weights
