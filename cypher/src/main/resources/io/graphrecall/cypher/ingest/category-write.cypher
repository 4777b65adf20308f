// Notes which records categories were last written from.
// Parameters: rows of key, digest
UNWIND $rows AS row
MATCH (category:Category {key: row.key})
SET category.digest = row.digest
