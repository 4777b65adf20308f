// The events of all types that have one of some identities: an event_id is unique over all of them.
// Parameters: ids
// Columns: id, type, user, target, at, dwell_ms, scene, query, request_id
CALL () {
  MATCH (user:User)-[event:CLICKED]->(target:Content) USING INDEX event:CLICKED(event_id) WHERE event.event_id IN $ids
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:PLAYED]->(target:Content) USING INDEX event:PLAYED(event_id) WHERE event.event_id IN $ids
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:LIKED]->(target:Content) USING INDEX event:LIKED(event_id) WHERE event.event_id IN $ids
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:SHARED]->(target:Content) USING INDEX event:SHARED(event_id) WHERE event.event_id IN $ids
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:FAVOURITED]->(target:Content) USING INDEX event:FAVOURITED(event_id) WHERE event.event_id IN $ids
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:COMMENTED]->(target:Content) USING INDEX event:COMMENTED(event_id) WHERE event.event_id IN $ids
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:SKIPPED]->(target:Content) USING INDEX event:SKIPPED(event_id) WHERE event.event_id IN $ids
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:DISLIKED]->(target:Content) USING INDEX event:DISLIKED(event_id) WHERE event.event_id IN $ids
  RETURN user, event, target.content_id AS target
  UNION ALL
  MATCH (user:User)-[event:SEARCHED]->(target:Query) USING INDEX event:SEARCHED(event_id) WHERE event.event_id IN $ids
  RETURN user, event, target.text AS target
  UNION ALL
  MATCH (user:User)-[event:VIEWED]->(target:Item) USING INDEX event:VIEWED(event_id) WHERE event.event_id IN $ids
  RETURN user, event, target.item_id AS target
  UNION ALL
  MATCH (user:User)-[event:CARTED]->(target:Item) USING INDEX event:CARTED(event_id) WHERE event.event_id IN $ids
  RETURN user, event, target.item_id AS target
  UNION ALL
  MATCH (user:User)-[event:PURCHASED]->(target:Item) USING INDEX event:PURCHASED(event_id) WHERE event.event_id IN $ids
  RETURN user, event, target.item_id AS target
}
RETURN event.event_id AS id, type(event) AS type, user.user_id AS user, target, event.at AS at,
       event.dwell_ms AS dwell_ms, event.scene AS scene, event.query AS query, event.request_id AS request_id
