// All behaviour up to a time, user by user, oldest event first. One row per event.
//   $as_of  latest event time (epoch milliseconds)
MATCH (u:User)
WITH u, u.user_id AS user
WHERE user IS NOT NULL
CALL (u) {
  MATCH (u)-[e:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|SKIPPED|DISLIKED|SEARCHED|VIEWED|CARTED|PURCHASED]->(t)
  WHERE e.at <= $as_of
  RETURN type(e) AS type,
         coalesce(t.content_id, t.item_id, t.text) AS target,
         e.at AS at,
         e.dwell_ms AS dwell_ms,
         e.query AS query,
         e.request_id AS request_id
  ORDER BY e.at, e.ord, e.event_id
}
RETURN user, type, target, at, dwell_ms, query, request_id
