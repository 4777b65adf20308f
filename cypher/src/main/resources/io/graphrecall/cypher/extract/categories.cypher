// Categories of both domains with the corresponding categories of the other domain. One row per category.
MATCH (g:Category)
RETURN g.key AS key,
       COLLECT { MATCH (g)-[:MAPS_TO]->(o:Category) RETURN o.key ORDER BY o.key } AS maps_to
