// Puts contents into clusters. Rows: content, cluster, space.
UNWIND $rows AS row
MATCH (c:Content {content_id: row.content})
MERGE (k:Cluster {key: row.cluster})
MERGE (c)-[membership:IN_CLUSTER]->(k)
SET membership.space = row.space
