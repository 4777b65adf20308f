// Writes the size of communities and, as name, their three most characteristic tags, attribute values and categories:
// frequent in the community and rarer elsewhere.
//   $keys   keys of communities
//   $total  number of contents in communities
UNWIND $keys AS key
MATCH (community:Community {key: key})
SET community.contents = COUNT { (community)<-[:IN_COMMUNITY]-() }
WITH community
CALL (community) {
  MATCH (community)<-[:IN_COMMUNITY]-(content:Content)-[:HAS_TAG|HAS_ATTRIBUTE|IN_CATEGORY]->(feature)
  WITH community, feature, toFloat(count(DISTINCT content)) AS members
  ORDER BY members DESC
  LIMIT 100
  WITH feature, coalesce(feature.name, feature.value) AS text, members, toFloat($total) / community.contents
       * members / COUNT { (feature)<-[:HAS_TAG|HAS_ATTRIBUTE|IN_CATEGORY]-() } AS lift
  WITH text, max(members * log(lift)) AS score
  WHERE score > 0
  ORDER BY score DESC, text
  LIMIT 3
  RETURN collect(text) AS features
}
SET community.name = CASE features WHEN [] THEN null
  ELSE reduce(joined = features[0], text IN features[1..] | joined + ', ' + text) END
