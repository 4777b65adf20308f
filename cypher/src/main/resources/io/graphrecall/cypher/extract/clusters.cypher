// Which contents are in which clusters, as it was derived last. One row a relationship.
MATCH (c:Content)-[membership:IN_CLUSTER]->(k:Cluster)
RETURN c.content_id AS source, k.key AS target, coalesce(membership.space, '') AS space
