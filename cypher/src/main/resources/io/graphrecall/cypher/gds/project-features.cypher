// Projects contents and their categories, with the wider ones, and attributes into the memory of GDS. One row.
//   $graph  the projection's name
// Columns: relationships
MATCH (c:Content)-[:IN_CATEGORY|HAS_ATTRIBUTE]->()-[:CHILD_OF*0..]->(feature)
WITH DISTINCT c, feature
WITH gds.graph.project($graph, c, feature) AS projected
RETURN projected.relationshipCount AS relationships
