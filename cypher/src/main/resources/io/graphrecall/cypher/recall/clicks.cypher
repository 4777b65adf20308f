// Clicks with given event ids.
//   $ids  event ids
// Columns: id, user, content
MATCH (user:User)-[event:CLICKED]->(content:Content)
WHERE event.event_id IN $ids
RETURN event.event_id AS id, user.user_id AS user, content.content_id AS content
