// Removes a projected graph from the GDS catalog if it exists. One row.
//   $graph  name of the projected graph
// Columns: name
CALL gds.graph.drop($graph, false) YIELD graphName
RETURN graphName AS name
