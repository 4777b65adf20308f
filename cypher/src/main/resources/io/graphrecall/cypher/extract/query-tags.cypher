// The tags that queries' texts were found to name. One row a relationship.
MATCH (q:Query)-[h:HAS_TAG {source: 'text'}]->(t:Tag)
RETURN q.text AS source, t.name AS target, h.weight AS weight
