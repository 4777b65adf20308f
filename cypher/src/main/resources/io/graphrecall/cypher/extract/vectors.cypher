// The vectors that contents came with: their properties vector_NAME. One row a content that has any; each vector is
// {space, vector}.
MATCH (c:Content)
WHERE coalesce(c.status, 'active') <> 'deleted'
WITH c, [name IN keys(c) WHERE name STARTS WITH 'vector_'] AS names
WHERE names <> []
RETURN c.content_id AS content,
       [name IN names | {space: substring(name, 7), vector: c[name]}] AS vectors
