// Stores the digests of the category records that were written.
// Parameters: rows of key, digest
UNWIND $rows AS row
MATCH (category:Category {key: row.key})
SET category.digest = row.digest
