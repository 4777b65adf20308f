// Projects a graph of numbered nodes, which need not be in the database, into the memory of GDS; each pair joins both
// ways. One row.
//   $graph  the projection's name
//   $pairs  two numbers each
// Columns: relationships
UNWIND $pairs AS pair
WITH gds.graph.project($graph, pair[0], pair[1], {}, {undirectedRelationshipTypes: ['*']}) AS projected
RETURN projected.relationshipCount AS relationships
