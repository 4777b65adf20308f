// Removes tags that a query's text no longer names. Rows: query, tag.
UNWIND $rows AS row
MATCH (:Query {text: row.query})-[h:HAS_TAG {source: 'text'}]->(:Tag {name: row.tag})
DELETE h
