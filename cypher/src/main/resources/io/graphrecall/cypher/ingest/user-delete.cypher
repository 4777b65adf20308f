// Deletes a user with all events and preferences, and the search queries that no other user is known to have used.
// Marks what named the user as changed: users who follow or block the user, and the contents that the user published.
// Parameters: user_id; seq: sequence number of this write
MATCH (user:User {user_id: $user_id})
CALL (user) {
  MATCH (other:User)-[:FOLLOWS|BLOCKS]->(user)
  SET other.seq = $seq
}
CALL (user) {
  MATCH (user)-[:PUBLISHED]->(content:Content)
  SET content.seq = $seq
}
CALL (user) {
  MATCH (user)-[event]->(target)
  UNWIND [event.query, CASE WHEN target:Query THEN target.text END] AS text
  WITH DISTINCT user, text
  MATCH (query:Query {text: text})
  WHERE NOT EXISTS { MATCH (query)<-[:SEARCHED]-(other:User) WHERE other <> user }
    AND NOT EXISTS { MATCH (query)-[:LED_TO]->()<-[event]-(other:User) WHERE other <> user AND event.query = text }
  DETACH DELETE query
}
DETACH DELETE user
