// Tags with their synonyms and parent tags. One row per tag.
MATCH (t:Tag)
RETURN t.name AS key,
       coalesce(t.synonyms, []) AS synonyms,
       COLLECT { MATCH (t)-[:CHILD_OF]->(w:Tag) RETURN w.name ORDER BY w.name } AS parents
