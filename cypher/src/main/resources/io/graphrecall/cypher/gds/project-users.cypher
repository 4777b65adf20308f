// Projects contents and the users who clicked them into GDS. One row.
//   $graph  name of the projected graph
// Columns: relationships
MATCH (user:User)-[:CLICKED]->(c:Content)
WITH DISTINCT c, user
WITH gds.graph.project($graph, c, user) AS projected
RETURN projected.relationshipCount AS relationships
