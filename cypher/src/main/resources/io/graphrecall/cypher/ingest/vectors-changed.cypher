// Compares vectors with those stored in the graph. No row for a content without a record.
// Parameters: rows of key, properties
// Columns: key, changed
UNWIND $rows AS row
MATCH (content:Content {content_id: row.key})
WHERE content.digest IS NOT NULL
RETURN row.key AS key,
       any(name IN keys(row.properties)
         WHERE content[name] IS NULL OR content[name] <> row.properties[name]) AS changed
