// Statement for the placeholder test.

MATCH (s:SOURCE {SOURCE_KEY: $s})-[r:RELATIONSHIP]->(t:TARGET {TARGET_KEY: $t})
RETURN r.source AS RELATIONSHIPS
