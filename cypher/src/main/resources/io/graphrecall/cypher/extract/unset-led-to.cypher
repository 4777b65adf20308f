// Deletes query click-through links that are no longer derived.
//   $rows  source, target
UNWIND $rows AS row
MATCH (:Query {text: row.source})-[l:LED_TO]->(:TARGET {TARGET_KEY: row.target})
DELETE l
