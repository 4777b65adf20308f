// Deletes a user with all events and preferences, and the search queries that no other user is known to have used.
// Marks what named the user as changed: users who follow or block the user, and the contents that the user published.
// Their records get an empty digest, so that writing them again restores what named the user.
// Parameters: user_id; seq: sequence number of this write; used: queries that other users used without a search
MATCH (user:User {user_id: $user_id})
CALL (user) {
  MATCH (other:User)-[:FOLLOWS|BLOCKS]->(user)
  SET other.seq = $seq, other.digest = CASE WHEN other.digest IS NOT NULL THEN '' END
}
CALL (user) {
  MATCH (user)-[:PUBLISHED]->(content:Content)
  SET content.seq = $seq, content.digest = CASE WHEN content.digest IS NOT NULL THEN '' END
}
CALL (user) {
  MATCH (user)-[event]->(target)
  UNWIND [event.query, CASE WHEN target:Query THEN target.text END] AS text
  WITH DISTINCT user, text
  WHERE NOT text IN $used
  MATCH (query:Query {text: text})
  WHERE NOT EXISTS { MATCH (query)<-[:SEARCHED]-(other:User) WHERE other <> user }
  DETACH DELETE query
}
DETACH DELETE user
