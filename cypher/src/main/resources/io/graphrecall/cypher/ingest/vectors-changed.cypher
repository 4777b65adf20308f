// Compares vectors with those stored in the graph. No row for an unknown content.
// Parameters: rows of key, properties
// Columns: key, changed
UNWIND $rows AS row
MATCH (content:Content {content_id: row.key})
RETURN row.key AS key,
       any(name IN keys(row.properties)
         WHERE content[name] IS NULL OR content[name] <> row.properties[name]) AS changed
