// Removes the clusters that no content is in.
MATCH (k:Cluster)
WHERE NOT EXISTS { (k)<-[:IN_CLUSTER]-(:Content) }
DELETE k
