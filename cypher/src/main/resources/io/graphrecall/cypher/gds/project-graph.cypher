// Projects engagements and content features, including ancestors of categories and tags, into GDS. Parallel
// relationships are merged and undirected. One row.
//   $graph  name of the projected graph
// Columns: relationships
MATCH (a:User|Content|Category|Tag)
  -[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|HAS_TAG|HAS_ATTRIBUTE|IN_CATEGORY|CHILD_OF]->(b)
WITH DISTINCT a, b
WITH gds.graph.project($graph, a, b, {}, {undirectedRelationshipTypes: ['*']}) AS projected
RETURN projected.relationshipCount AS relationships
