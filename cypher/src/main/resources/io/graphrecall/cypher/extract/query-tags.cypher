// Tags detected in the text of queries. One row per relationship.
MATCH (q:Query)-[h:HAS_TAG {source: 'text'}]->(t:Tag)
WITH q.text AS source, t.name AS target, h.weight AS weight
WHERE source IS NOT NULL AND weight IS NOT NULL // erased meanwhile
RETURN source, target, weight
