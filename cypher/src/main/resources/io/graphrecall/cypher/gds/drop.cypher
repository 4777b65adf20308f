// Removes a projection from the memory of GDS, where it is there. One row.
//   $graph  the projection's name
// Columns: name
CALL gds.graph.drop($graph, false) YIELD graphName
RETURN graphName AS name
