// The queries with their tags. One row a query.
MATCH (q:Query)
RETURN q.text AS key,
       COLLECT { MATCH (q)-[r:HAS_TAG]->(t:Tag) RETURN t.name ORDER BY t.name, r.source } AS tags,
       COLLECT { MATCH (q)-[r:HAS_TAG]->(t:Tag) RETURN coalesce(r.weight, 1.0) ORDER BY t.name, r.source } AS tag_weights
