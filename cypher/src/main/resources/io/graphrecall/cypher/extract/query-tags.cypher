// Tags detected in the text of queries. One row per relationship.
MATCH (q:Query)-[h:HAS_TAG {source: 'text'}]->(t:Tag)
RETURN q.text AS source, t.name AS target, h.weight AS weight
