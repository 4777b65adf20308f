// Tags of both items and contents, which connect shopping behaviour to contents.
//   $limit  maximum number of rows (20)
// Columns: tag, contents, items
MATCH (tag:Tag)
WITH tag, COUNT { (:Content)-[:HAS_TAG]->(tag) } AS contents, COUNT { (:Item)-[:HAS_TAG]->(tag) } AS items
WHERE contents > 0 AND items > 0
RETURN tag.name AS tag, contents, items
ORDER BY toFloat(contents) * items DESC, tag
LIMIT $limit
