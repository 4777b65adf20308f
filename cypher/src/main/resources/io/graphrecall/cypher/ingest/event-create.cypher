// Creates events of one type. Users and targets are there already, the identities are free.
// Parameters: rows of id, user, target, at, order, dwell_ms, scene, query, request_id
UNWIND $rows AS row
MATCH (user:SOURCE {SOURCE_KEY: row.user})
MATCH (target:TARGET {TARGET_KEY: row.target})
CREATE (user)-[:RELATIONSHIP {
  event_id: row.id, at: row.at, ord: row.order, dwell_ms: row.dwell_ms, scene: row.scene, query: row.query,
  request_id: row.request_id
}]->(target)
