// Removes what is no longer derived among contents. Rows: query, target.
UNWIND $rows AS row
MATCH (:Query {text: row.query})-[l:LED_TO]->(:Content {content_id: row.target})
DELETE l
