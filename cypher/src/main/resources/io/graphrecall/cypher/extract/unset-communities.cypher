// Removes contents from communities.
//   $rows  source, target
UNWIND $rows AS row
MATCH (:Content {content_id: row.source})-[membership:IN_COMMUNITY]->(:Community {key: row.target})
DELETE membership
