// Contents without a tag, most relationships first: candidates for content understanding.
//   $limit  maximum number of rows (20)
// Columns: content, title, relationships
MATCH (content:Content)
WHERE coalesce(content.status, 'active') <> 'deleted' AND NOT EXISTS { (content)-[:HAS_TAG]->() }
WITH content, COUNT { (content)<--() } AS relationships
ORDER BY relationships DESC, content.content_id
LIMIT $limit
RETURN content.content_id AS content, content.title AS title, relationships
