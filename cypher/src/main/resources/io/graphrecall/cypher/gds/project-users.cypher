// Projects contents and the users who clicked them into the memory of GDS. One row.
//   $graph  the projection's name
// Columns: relationships
MATCH (user:User)-[:CLICKED]->(c:Content)
WITH DISTINCT c, user
WITH gds.graph.project($graph, c, user) AS projected
RETURN projected.relationshipCount AS relationships
