// The tags with their synonyms and the wider tags they belong to. One row a tag.
MATCH (t:Tag)
RETURN t.name AS key,
       coalesce(t.synonyms, []) AS synonyms,
       COLLECT { MATCH (t)-[:CHILD_OF]->(w:Tag) RETURN w.name ORDER BY w.name } AS parents
