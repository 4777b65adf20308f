// The events of one type that have one of some identities.
// Parameters: ids
// Columns: id, type, user, target, at, dwell_ms, scene, query, request_id
MATCH (user:SOURCE)-[event:RELATIONSHIP]->(target:TARGET)
USING INDEX event:RELATIONSHIP(event_id)
WHERE event.event_id IN $ids
RETURN event.event_id AS id, type(event) AS type, user.SOURCE_KEY AS user, target.TARGET_KEY AS target, event.at AS at,
       event.dwell_ms AS dwell_ms, event.scene AS scene, event.query AS query, event.request_id AS request_id
