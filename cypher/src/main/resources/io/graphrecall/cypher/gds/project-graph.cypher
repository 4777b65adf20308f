// Projects who engaged with what and how contents are described, with wider categories and tags, into the memory of GDS;
// what is joined is joined once, both ways. One row.
//   $graph  the projection's name
// Columns: relationships
MATCH (a:User|Content|Category|Tag)
  -[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|HAS_TAG|HAS_ATTRIBUTE|IN_CATEGORY|CHILD_OF]->(b)
WITH DISTINCT a, b
WITH gds.graph.project($graph, a, b, {}, {undirectedRelationshipTypes: ['*']}) AS projected
RETURN projected.relationshipCount AS relationships
