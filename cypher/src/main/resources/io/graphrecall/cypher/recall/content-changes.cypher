// Contents that changed after a sequence number, with the values of their records.
//   $since  sequence number
MATCH (c:Content)
WHERE c.seq > $since
RETURN c.content_id AS content_id,
       c.seq AS seq,
       coalesce(c.status, 'active') AS status,
       c.title AS title,
       c.description AS description,
       c.media_cover AS cover,
       c.media_frames AS frames,
       c.media_video AS video,
       c.media_audio AS audio,
       c.media_folder AS folder,
       c.published_at AS published_at,
       c.expires_at AS expires_at,
       head(COLLECT { MATCH (author:User)-[:PUBLISHED]->(c) RETURN author.user_id }) AS author,
       head(COLLECT { MATCH (c)-[:IN_CATEGORY]->(category:Category) RETURN category.key }) AS category,
       COLLECT { MATCH (c)-[t:HAS_TAG {source: 'given'}]->(tag:Tag) RETURN tag.name } AS tags,
       COLLECT { MATCH (c)-[:HAS_ATTRIBUTE]->(attribute:Attribute) RETURN attribute.key } AS attributes,
       [name IN keys(c) WHERE name STARTS WITH 'vector_' | {space: substring(name, 7), vector: c[name]}] AS vectors
