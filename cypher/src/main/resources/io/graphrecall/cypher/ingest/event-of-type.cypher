// The events of one type that have one of some identities.
// Parameters: ids
// Columns: id, user, target, at, dwell_ms, scene, query, request_id
UNWIND $ids AS id
MATCH (user:SOURCE)-[event:RELATIONSHIP {event_id: id}]->(target:TARGET)
RETURN id, user.SOURCE_KEY AS user, target.TARGET_KEY AS target, event.at AS at, event.dwell_ms AS dwell_ms,
       event.scene AS scene, event.query AS query, event.request_id AS request_id
