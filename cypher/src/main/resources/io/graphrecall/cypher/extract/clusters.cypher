// Cluster memberships that the previous build derived. One row per relationship.
MATCH (c:Content)-[membership:IN_CLUSTER]->(k:Cluster)
RETURN c.content_id AS source, k.key AS target, coalesce(membership.space, '') AS space
