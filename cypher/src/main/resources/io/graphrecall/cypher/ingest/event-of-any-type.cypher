// The events of all types that have one of some identities: an event_id is unique over all of them.
// Parameters: ids
// Columns: id, type, user, target, at, dwell_ms, scene, query, request_id
UNWIND $ids AS id
CALL (id) {
  MATCH (user:User)-[event:CLICKED {event_id: id}]->(target:Content)
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:PLAYED {event_id: id}]->(target:Content)
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:LIKED {event_id: id}]->(target:Content)
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:SHARED {event_id: id}]->(target:Content)
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:FAVOURITED {event_id: id}]->(target:Content)
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:COMMENTED {event_id: id}]->(target:Content)
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:SKIPPED {event_id: id}]->(target:Content)
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:DISLIKED {event_id: id}]->(target:Content)
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:SEARCHED {event_id: id}]->(target:Query)
  RETURN user, event, target.text AS target
  UNION ALL
  MATCH (user:User)-[event:VIEWED {event_id: id}]->(target:Item)
  RETURN user, event, target.item_id AS target
  UNION ALL
  MATCH (user:User)-[event:CARTED {event_id: id}]->(target:Item)
  RETURN user, event, target.item_id AS target
  UNION ALL
  MATCH (user:User)-[event:PURCHASED {event_id: id}]->(target:Item)
  RETURN user, event, target.item_id AS target
}
RETURN id, type(event) AS type, user.user_id AS user, target, event.at AS at, event.dwell_ms AS dwell_ms,
       event.scene AS scene, event.query AS query, event.request_id AS request_id
