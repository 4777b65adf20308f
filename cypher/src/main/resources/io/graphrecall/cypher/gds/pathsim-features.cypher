// PathSim of contents through categories (with their ancestors) and attributes, in plain Cypher. Baseline for the
// timing of the sparse matrix product. One row per pair.
//   $contents  ids of the source contents
//   $top_k     maximum neighbours per content
// Columns: content, other, similarity
UNWIND $contents AS id
MATCH (a:Content {content_id: id})
CALL (a) {
  MATCH (a)-[:IN_CATEGORY|HAS_ATTRIBUTE]->()-[:CHILD_OF*0..]->(feature)
  WITH a, collect(DISTINCT feature) AS features
  UNWIND features AS feature
  MATCH (feature)<-[:CHILD_OF*0..]-()<-[:IN_CATEGORY|HAS_ATTRIBUTE]-(b:Content)
  WHERE b <> a
  WITH size(features) AS own, b, count(*) AS shared
  WITH b.content_id AS other,
       2.0 * shared / (own + COUNT { (b)-[:IN_CATEGORY|HAS_ATTRIBUTE]->()-[:CHILD_OF*0..]->() }) AS similarity
  ORDER BY similarity DESC
  LIMIT $top_k
  RETURN other, similarity
}
RETURN id AS content, other, similarity
