// Removes tags that a query's text no longer names. Rows: source, target.
UNWIND $rows AS row
MATCH (:Query {text: row.source})-[h:HAS_TAG {source: 'text'}]->(:Tag {name: row.target})
DELETE h
