// Inferred links that an earlier build wrote. One row per relationship.
//   $origins  values of the source property that mark inferred links
MATCH (source:SOURCE)-[link:RELATIONSHIP]->(target:TARGET)
WHERE link.source IN $origins
WITH source.SOURCE_KEY AS source, target.TARGET_KEY AS target, link.weight AS weight, link.source AS origin
WHERE source IS NOT NULL AND weight IS NOT NULL AND origin IS NOT NULL // erased meanwhile
RETURN source, target, weight, origin
