// Removes contents from clusters.
//   $rows  source, target
UNWIND $rows AS row
MATCH (:Content {content_id: row.source})-[membership:IN_CLUSTER]->(:Cluster {key: row.target})
DELETE membership
