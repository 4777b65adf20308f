// Deletes tag links that are no longer detected in the text of a query.
//   $rows  source, target
UNWIND $rows AS row
MATCH (:Query {text: row.source})-[h:HAS_TAG {source: 'text'}]->(:Tag {name: row.target})
DELETE h
