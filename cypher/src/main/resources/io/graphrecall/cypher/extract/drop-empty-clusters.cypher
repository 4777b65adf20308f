// Deletes clusters without contents.
MATCH (k:Cluster)
WHERE NOT EXISTS { (k)<-[:IN_CLUSTER]-(:Content) }
DELETE k
