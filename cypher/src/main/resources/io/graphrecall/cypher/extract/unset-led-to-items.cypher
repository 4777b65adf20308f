// Removes what is no longer derived among items. Rows: query, target.
UNWIND $rows AS row
MATCH (:Query {text: row.query})-[l:LED_TO]->(:Item {item_id: row.target})
DELETE l
