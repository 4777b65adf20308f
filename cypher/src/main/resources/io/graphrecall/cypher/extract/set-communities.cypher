// Assigns contents to communities.
//   $rows  source, target
UNWIND $rows AS row
MATCH (content:Content {content_id: row.source})
MERGE (community:Community {key: row.target})
MERGE (content)-[:IN_COMMUNITY]->(community)
