// Assigns contents to clusters.
//   $rows  source, target, space
UNWIND $rows AS row
MATCH (c:Content {content_id: row.source})
MERGE (k:Cluster {key: row.target})
MERGE (c)-[membership:IN_CLUSTER]->(k)
SET membership.space = row.space
