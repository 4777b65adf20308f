// All events that are relationships, user by user, the oldest first, and the impressions that users' windows hold. One row
// per event.
// Columns: user, id, type (null for an impression), target, at, dwell_ms, scene, query, request_id
MATCH (user:User)
CALL (user) {
  CALL (user) {
    MATCH (user)-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|SKIPPED|DISLIKED|SEARCHED|VIEWED|CARTED|PURCHASED]->(node)
    RETURN event.event_id AS id, type(event) AS type, coalesce(node.content_id, node.item_id, node.text) AS target,
           event.at AS at, event.ord AS ord, event.dwell_ms AS dwell_ms, event.scene AS scene, event.query AS query,
           event.request_id AS request_id
    UNION ALL
    WITH coalesce(user.impressed, []) AS keys, user.impressed_at AS times
    UNWIND range(0, size(keys) - 1) AS i
    RETURN null AS id, null AS type, keys[i] AS target, times[i] AS at, 0 AS ord,
           null AS dwell_ms, null AS scene, null AS query, null AS request_id
  }
  RETURN id, type, target, at, dwell_ms, scene, query, request_id
  ORDER BY at, ord, id
}
RETURN user.user_id AS user, id, type, target, at, dwell_ms, scene, query, request_id
