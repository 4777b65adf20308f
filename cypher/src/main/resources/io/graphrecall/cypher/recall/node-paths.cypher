// The shortest paths between two nodes, of up to 4 relationships in any direction. One row per path, at most 20.
//   $source, $target  internal ids of the nodes
// Columns: path
MATCH (source), (target)
WHERE elementId(source) = $source AND elementId(target) = $target
MATCH path = allShortestPaths((source)-[*..4]-(target))
RETURN path
LIMIT 20
