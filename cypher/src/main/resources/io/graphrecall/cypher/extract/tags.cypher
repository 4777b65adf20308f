// Tags with their synonyms and parent tags; described if they have a record of their own. One row per tag.
MATCH (t:Tag)
RETURN t.name AS key,
       coalesce(t.synonyms, []) AS synonyms,
       t.digest IS NOT NULL AS described,
       COLLECT { MATCH (t)-[:CHILD_OF]->(w:Tag) RETURN w.name ORDER BY w.name } AS parents
