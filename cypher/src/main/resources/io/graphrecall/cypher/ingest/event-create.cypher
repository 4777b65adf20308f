// Writes events: creates the missing nodes, then the events, whose identities are free, and the impression windows of
// users. Increments the sequence and stores it on users whose state the writer does not keep.
// Parameters: batch, one map, because each combination of types of parameters gets its own plan, which takes seconds:
//             users, contents, items, queries: keys of missing nodes; on_contents, on_items, searches: rows of type, id,
//             user, target, at, order, dwell_ms, scene, query, request_id; shown: rows of user, contents, times;
//             noted: users to mark as changed; seq: the incremented sequence number
// Columns: seq
CALL () { UNWIND $batch.users AS key CREATE (:User {user_id: key}) }
CALL () { UNWIND $batch.contents AS key CREATE (:Content {content_id: key}) }
CALL () { UNWIND $batch.items AS key CREATE (:Item {item_id: key}) }
CALL () { UNWIND $batch.queries AS key CREATE (:Query {text: key}) }
CALL () {
  UNWIND $batch.on_contents AS row
  MATCH (user:User {user_id: row.user})
  MATCH (target:Content {content_id: row.target})
  CREATE (user)-[:$(row.type) {
    event_id: row.id, at: row.at, ord: row.order, dwell_ms: row.dwell_ms, scene: row.scene, query: row.query,
    request_id: row.request_id
  }]->(target)
}
CALL () {
  UNWIND $batch.on_items AS row
  MATCH (user:User {user_id: row.user})
  MATCH (target:Item {item_id: row.target})
  CREATE (user)-[:$(row.type) {
    event_id: row.id, at: row.at, ord: row.order, dwell_ms: row.dwell_ms, scene: row.scene, query: row.query,
    request_id: row.request_id
  }]->(target)
}
CALL () {
  UNWIND $batch.searches AS row
  MATCH (user:User {user_id: row.user})
  MATCH (target:Query {text: row.target})
  CREATE (user)-[:$(row.type) {
    event_id: row.id, at: row.at, ord: row.order, dwell_ms: row.dwell_ms, scene: row.scene, query: row.query,
    request_id: row.request_id
  }]->(target)
}
CALL () {
  UNWIND $batch.shown AS row
  MATCH (user:User {user_id: row.user})
  SET user.impressed = row.contents, user.impressed_at = row.times
}
CALL () { UNWIND $batch.noted AS key MATCH (user:User {user_id: key}) SET user.seq = $batch.seq }
MATCH (sequence:Sequence {name: 'seq'})
SET sequence.value = sequence.value + 1
RETURN sequence.value AS seq
