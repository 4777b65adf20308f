// Creates attributes.
// Parameters: rows of key, property, value
UNWIND $rows AS row
MERGE (attribute:Attribute {key: row.key})
ON CREATE SET attribute.property = row.property, attribute.value = row.value
