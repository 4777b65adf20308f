// Contents without engagements, newest first, each with the warm content that shares the most features with it.
//   $limit  maximum number of rows (10)
// Columns: content, title, nearest, nearest_title, shared, engagements
MATCH (cold:Content)
WHERE coalesce(cold.status, 'active') = 'active'
  AND NOT EXISTS { (cold)<-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-() }
WITH cold
ORDER BY coalesce(cold.published_at, 0) DESC, cold.content_id
LIMIT $limit
OPTIONAL CALL (cold) {
  MATCH (cold)-[:HAS_TAG|HAS_ATTRIBUTE|IN_CATEGORY]->(shared)
  WHERE COUNT { (shared)<-[:HAS_TAG|HAS_ATTRIBUTE|IN_CATEGORY]-() } <= 2000
  MATCH (shared)<-[:HAS_TAG|HAS_ATTRIBUTE|IN_CATEGORY]-(warm:Content)
  WHERE warm <> cold AND EXISTS { (warm)<-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-() }
  WITH warm, count(DISTINCT shared) AS shared
  ORDER BY shared DESC, warm.content_id
  LIMIT 50
  WITH warm, shared, COUNT { (warm)<-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-() } AS engagements
  ORDER BY shared DESC, engagements DESC, warm.content_id
  LIMIT 1
  RETURN warm, shared, engagements
}
RETURN cold.content_id AS content, cold.title AS title, warm.content_id AS nearest, warm.title AS nearest_title, shared,
       engagements,
       COLLECT {
         MATCH path = (cold)-[:HAS_TAG|HAS_ATTRIBUTE|IN_CATEGORY]->()<-[:HAS_TAG|HAS_ATTRIBUTE|IN_CATEGORY]-(warm)
         RETURN path LIMIT 5
       } AS paths
