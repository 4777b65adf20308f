// What was understood and written before. One row a relationship.
//   $origins  the sources of what is understood
MATCH (source:SOURCE)-[link:RELATIONSHIP]->(target:TARGET)
WHERE link.source IN $origins
RETURN source.SOURCE_KEY AS source, target.TARGET_KEY AS target, link.weight AS weight, link.source AS origin
