// Communities of contents in the graph. One row per content.
// Columns: source, target
MATCH (content:Content)-[:IN_COMMUNITY]->(community:Community)
RETURN content.content_id AS source, community.key AS target
