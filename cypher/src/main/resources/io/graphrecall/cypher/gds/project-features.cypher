// Projects contents and their categories (with ancestors) and attributes into GDS. One row.
//   $graph  name of the projected graph
// Columns: relationships
MATCH (c:Content)-[:IN_CATEGORY|HAS_ATTRIBUTE]->()-[:CHILD_OF*0..]->(feature)
WITH DISTINCT c, feature
WITH gds.graph.project($graph, c, feature) AS projected
RETURN projected.relationshipCount AS relationships
