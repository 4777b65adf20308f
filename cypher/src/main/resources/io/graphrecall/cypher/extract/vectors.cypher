// Precomputed vectors of contents: their properties vector_NAME. One row per content with vectors; each vector is
// {space, vector}.
MATCH (c:Content)
WHERE coalesce(c.status, 'active') <> 'deleted'
WITH c, [name IN keys(c) WHERE name STARTS WITH 'vector_'] AS names
WHERE names <> []
RETURN c.content_id AS content,
       [name IN names | {space: substring(name, 7), vector: c[name]}] AS vectors
