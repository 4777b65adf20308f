// Records of tags. One row per record.
MATCH (tag:Tag)
WHERE tag.digest IS NOT NULL
RETURN tag.name AS tag,
       coalesce(tag.synonyms, []) AS synonyms,
       COLLECT { MATCH (tag)-[:CHILD_OF]->(parent:Tag) RETURN parent.name } AS parents
ORDER BY tag
