// PathSim of contents through the users who clicked them, in plain Cypher. Baseline for the timing of the sparse matrix
// product. One row per pair.
//   $contents  ids of the source contents
//   $top_k     maximum neighbours per content
// Columns: content, other, similarity
UNWIND $contents AS id
MATCH (a:Content {content_id: id})
CALL (a) {
  MATCH (a)<-[:CLICKED]-(user:User)
  WITH a, collect(DISTINCT user) AS users
  UNWIND users AS user
  MATCH (user)-[:CLICKED]->(b:Content)
  WHERE b <> a
  WITH size(users) AS own, b, count(DISTINCT user) AS shared
  WITH b.content_id AS other, 2.0 * shared / (own + COUNT { MATCH (b)<-[:CLICKED]-(u:User) RETURN DISTINCT u }) AS similarity
  ORDER BY similarity DESC
  LIMIT $top_k
  RETURN other, similarity
}
RETURN id AS content, other, similarity
