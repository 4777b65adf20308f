// Records of categories with their counterparts in the other domain. One row per record.
MATCH (category:Category)
WHERE category.digest IS NOT NULL
RETURN category.key AS key,
       COLLECT { MATCH (category)-[:MAPS_TO]->(counterpart:Category) RETURN counterpart.key } AS counterparts
ORDER BY key
