// A content or an item with its record and what content understanding added to it. No row if it is unknown. Fields of any
// name are read at once, since another transaction may replace them meanwhile.
//   $key  key of the node
MATCH (node:LABEL {LABEL_KEY: $key})
WITH node, properties(node) AS stored
RETURN coalesce(node.status, 'active') AS status,
       node.title AS title,
       node.description AS description,
       node.media_cover AS cover,
       coalesce(node.media_frames, []) AS frames,
       node.media_video AS video,
       node.media_audio AS audio,
       node.published_at AS published_at,
       node.expires_at AS expires_at,
       node.held_at AS held_at,
       coalesce(node.seq, 0) AS seq,
       head(COLLECT { MATCH (author:User)-[:PUBLISHED]->(node) RETURN author.user_id }) AS author,
       COLLECT {
         MATCH (node)-[link:IN_CATEGORY]->(category:Category)
         RETURN {key: category.key, weight: coalesce(link.weight, 1.0), source: coalesce(link.source, 'given')}
         ORDER BY coalesce(link.weight, 1.0) DESC, size(category.path) DESC, category.key
       } AS categories,
       COLLECT {
         MATCH (node)-[link:HAS_TAG]->(tag:Tag)
         RETURN {key: tag.name, weight: coalesce(link.weight, 1.0), source: coalesce(link.source, 'given')}
         ORDER BY coalesce(link.weight, 1.0) DESC, tag.name
       } AS tags,
       COLLECT {
         MATCH (node)-[link:HAS_ATTRIBUTE]->(attribute:Attribute)
         RETURN {key: attribute.key, weight: coalesce(link.weight, 1.0), source: coalesce(link.source, 'given')}
         ORDER BY attribute.property, coalesce(link.weight, 1.0) DESC, attribute.key
       } AS attributes,
       [name IN keys(stored) WHERE name STARTS WITH 'extra_' | {name: substring(name, 6), value: stored[name]}] AS fields,
       [name IN keys(stored) WHERE name STARTS WITH 'vector_' |
         {space: substring(name, 7), dimensions: size(stored[name])}] AS vectors
