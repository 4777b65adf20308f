// Takes contents out of clusters. Rows: content, cluster.
UNWIND $rows AS row
MATCH (:Content {content_id: row.content})-[membership:IN_CLUSTER]->(:Cluster {key: row.cluster})
DELETE membership
