// The categories of both domains with their counterparts in the other. One row a category.
MATCH (g:Category)
RETURN g.key AS key,
       COLLECT { MATCH (g)-[:MAPS_TO]->(o:Category) RETURN o.key ORDER BY o.key } AS maps_to
