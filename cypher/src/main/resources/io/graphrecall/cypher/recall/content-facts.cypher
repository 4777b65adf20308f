// A content with its record and what content understanding added to it. No row if the content is unknown.
//   $content_id  id of the content
MATCH (c:Content {content_id: $content_id})
RETURN coalesce(c.status, 'active') AS status,
       c.title AS title,
       c.description AS description,
       c.media_cover AS cover,
       coalesce(c.media_frames, []) AS frames,
       c.media_video AS video,
       c.media_audio AS audio,
       c.published_at AS published_at,
       c.expires_at AS expires_at,
       coalesce(c.seq, 0) AS seq,
       head(COLLECT { MATCH (author:User)-[:PUBLISHED]->(c) RETURN author.user_id }) AS author,
       COLLECT {
         MATCH (c)-[link:IN_CATEGORY]->(category:Category)
         RETURN {key: category.key, weight: coalesce(link.weight, 1.0), source: coalesce(link.source, 'given')}
         ORDER BY coalesce(link.weight, 1.0) DESC, category.key
       } AS categories,
       COLLECT {
         MATCH (c)-[link:HAS_TAG]->(tag:Tag)
         RETURN {key: tag.name, weight: coalesce(link.weight, 1.0), source: coalesce(link.source, 'given')}
         ORDER BY coalesce(link.weight, 1.0) DESC, tag.name
       } AS tags,
       COLLECT {
         MATCH (c)-[link:HAS_ATTRIBUTE]->(attribute:Attribute)
         RETURN {key: attribute.key, weight: coalesce(link.weight, 1.0), source: coalesce(link.source, 'given')}
         ORDER BY attribute.property, coalesce(link.weight, 1.0) DESC, attribute.key
       } AS attributes
