// Contents that changed after a sequence number, in the order of their changes, with the values of their records and what
// content understanding added to them. The vectors are read at once, since another transaction may replace them meanwhile.
//   $since  sequence number
MATCH (c:Content)
WHERE c.seq > $since
WITH c, properties(c) AS stored
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
       COLLECT { MATCH (c)-[:IN_CATEGORY]->(category:Category) RETURN category.key ORDER BY category.key } AS categories,
       COLLECT { MATCH (c)-[link:HAS_TAG]->(tag:Tag)
                 WITH tag.name AS name, max(coalesce(link.weight, 1.0)) AS weight
                 RETURN {name: name, weight: weight} ORDER BY name } AS tags,
       COLLECT { MATCH (c)-[:HAS_ATTRIBUTE]->(attribute:Attribute) RETURN attribute.key } AS attributes,
       [name IN keys(stored) WHERE name STARTS WITH 'vector_' | {space: substring(name, 7), vector: stored[name]}] AS vectors
ORDER BY seq
