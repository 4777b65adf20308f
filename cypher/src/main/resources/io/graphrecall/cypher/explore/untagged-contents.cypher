// Contents without any tag, those with most relationships first: what understanding should look at.
//   $limit  rows at most (20)
// Columns: content, title, relationships
MATCH (content:Content)
WHERE NOT EXISTS { (content)-[:HAS_TAG]->() }
WITH content, COUNT { (content)<--() } AS relationships
ORDER BY relationships DESC
LIMIT $limit
RETURN content.content_id AS content, content.title AS title, relationships
