// Writes the properties of tag records.
// Parameters: rows of key, synonyms (null for none), digest
UNWIND $rows AS row
MERGE (tag:Tag {name: row.key})
SET tag.synonyms = row.synonyms, tag.digest = row.digest
