// Checks a batch before events are written: which of its event identities already exist and with which facts, and which
// of the referenced nodes are missing. Run it after ingest/sequence-lock, so that the result stays valid until the
// transaction ends. It is a separate statement because a statement that also writes locks everything it looks up. An
// event_id is unique over all types, so a given event_id is looked up under each type.
// Parameters: batch, one map as in ingest/event-create: ids: identities to look up by type; users, contents, items,
//             queries: keys of referenced nodes
// Columns: events (rows of id, type, user, target, at, dwell_ms, scene, query, request_id); keys of missing users,
//          contents, items, queries
CALL () {
  CALL () {
    MATCH (user:User)-[event:CLICKED]->(target:Content) USING INDEX event:CLICKED(event_id) WHERE event.event_id IN $batch.ids.CLICKED
    RETURN user, event, target.content_id AS target
    UNION ALL
    MATCH (user:User)-[event:PLAYED]->(target:Content) USING INDEX event:PLAYED(event_id) WHERE event.event_id IN $batch.ids.PLAYED
    RETURN user, event, target.content_id AS target
    UNION ALL
    MATCH (user:User)-[event:LIKED]->(target:Content) USING INDEX event:LIKED(event_id) WHERE event.event_id IN $batch.ids.LIKED
    RETURN user, event, target.content_id AS target
    UNION ALL
    MATCH (user:User)-[event:SHARED]->(target:Content) USING INDEX event:SHARED(event_id) WHERE event.event_id IN $batch.ids.SHARED
    RETURN user, event, target.content_id AS target
    UNION ALL
    MATCH (user:User)-[event:FAVOURITED]->(target:Content) USING INDEX event:FAVOURITED(event_id) WHERE event.event_id IN $batch.ids.FAVOURITED
    RETURN user, event, target.content_id AS target
    UNION ALL
    MATCH (user:User)-[event:COMMENTED]->(target:Content) USING INDEX event:COMMENTED(event_id) WHERE event.event_id IN $batch.ids.COMMENTED
    RETURN user, event, target.content_id AS target
    UNION ALL
    MATCH (user:User)-[event:SKIPPED]->(target:Content) USING INDEX event:SKIPPED(event_id) WHERE event.event_id IN $batch.ids.SKIPPED
    RETURN user, event, target.content_id AS target
    UNION ALL
    MATCH (user:User)-[event:DISLIKED]->(target:Content) USING INDEX event:DISLIKED(event_id) WHERE event.event_id IN $batch.ids.DISLIKED
    RETURN user, event, target.content_id AS target
    UNION ALL
    MATCH (user:User)-[event:SEARCHED]->(target:Query) USING INDEX event:SEARCHED(event_id) WHERE event.event_id IN $batch.ids.SEARCHED
    RETURN user, event, target.text AS target
    UNION ALL
    MATCH (user:User)-[event:VIEWED]->(target:Item) USING INDEX event:VIEWED(event_id) WHERE event.event_id IN $batch.ids.VIEWED
    RETURN user, event, target.item_id AS target
    UNION ALL
    MATCH (user:User)-[event:CARTED]->(target:Item) USING INDEX event:CARTED(event_id) WHERE event.event_id IN $batch.ids.CARTED
    RETURN user, event, target.item_id AS target
    UNION ALL
    MATCH (user:User)-[event:PURCHASED]->(target:Item) USING INDEX event:PURCHASED(event_id) WHERE event.event_id IN $batch.ids.PURCHASED
    RETURN user, event, target.item_id AS target
  }
  WITH {
    id: event.event_id, type: type(event), user: user.user_id, target: target, at: event.at, dwell_ms: event.dwell_ms,
    scene: event.scene, query: event.query, request_id: event.request_id
  } AS row
  RETURN collect(row) AS events
}
RETURN events,
       COLLECT { UNWIND $batch.users AS key WITH key WHERE NOT EXISTS { (:User {user_id: key}) } RETURN key } AS users,
       COLLECT { UNWIND $batch.contents AS key WITH key WHERE NOT EXISTS { (:Content {content_id: key}) } RETURN key } AS contents,
       COLLECT { UNWIND $batch.items AS key WITH key WHERE NOT EXISTS { (:Item {item_id: key}) } RETURN key } AS items,
       COLLECT { UNWIND $batch.queries AS key WITH key WHERE NOT EXISTS { (:Query {text: key}) } RETURN key } AS queries
