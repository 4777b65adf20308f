// All behaviour of the given users, in no particular order.
//   $users  user ids
UNWIND $users AS user_id
MATCH (:User {user_id: user_id})-[e:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|SKIPPED|DISLIKED|VIEWED|CARTED|PURCHASED|SEARCHED]->(target)
RETURN user_id,
       type(e) AS type,
       coalesce(target.content_id, target.item_id, target.text) AS key,
       e.event_id AS event_id,
       e.at AS at,
       e.ord AS ord,
       e.dwell_ms AS dwell_ms,
       e.scene AS scene
