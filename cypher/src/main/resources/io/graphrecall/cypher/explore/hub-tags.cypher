// Tags shared by so many contents that they carry little information; candidates for the degree cap of a meta-path.
//   $share  minimum share of all contents (0.05)
//   $limit  maximum number of rows (20)
// Columns: tag, contents, share
MATCH (content:Content)
WHERE coalesce(content.status, 'active') <> 'deleted'
WITH count(content) AS total
MATCH (tag:Tag)
WITH tag, total, COUNT {
       (content:Content)-[:HAS_TAG]->(tag) WHERE coalesce(content.status, 'active') <> 'deleted'
     } AS contents
WHERE contents > 0 AND contents >= $share * total
RETURN tag.name AS tag, contents, toFloat(contents) / total AS share
ORDER BY contents DESC, tag
LIMIT $limit
