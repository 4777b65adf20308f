// Projects contents with the users who engaged with them and with their tags, attributes and narrowest categories into GDS,
// undirected. Users with long histories and frequent features link less strongly. One row.
//   $graph  name of the projected graph
// Columns: relationships
CALL () {
  MATCH (content:Content)
  WHERE coalesce(content.status, 'active') <> 'deleted'
  RETURN count(content) AS total
}
CALL (total) {
  MATCH (other:User)-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(content:Content)
  WHERE coalesce(content.status, 'active') <> 'deleted'
  WITH other, collect(DISTINCT content) AS contents
  WITH other, contents, log(2) / log(1 + size(contents)) AS weight
  UNWIND contents AS content
  RETURN content, other, weight
  UNION ALL
  MATCH (other:Tag|Attribute|Category)<-[link:HAS_TAG|HAS_ATTRIBUTE|IN_CATEGORY]-(content:Content)
  WHERE coalesce(content.status, 'active') <> 'deleted' AND coalesce(link.weight, 1.0) > 0
  WITH total, other, collect([content, coalesce(link.weight, 1.0)]) AS links
  WITH other, links, log(1 + toFloat(total) / size(links)) / log(1 + total) AS rarity
  UNWIND links AS each
  RETURN each[0] AS content, other, each[1] * rarity AS weight
}
WITH gds.graph.project($graph, content, other, {relationshipProperties: {weight: weight}},
  {undirectedRelationshipTypes: ['*']}) AS projected
RETURN projected.relationshipCount AS relationships
