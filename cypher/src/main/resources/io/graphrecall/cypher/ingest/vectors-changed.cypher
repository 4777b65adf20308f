// Contents and whether their vectors differ from those that the graph has; no row for a content it does not have.
// Parameters: rows of key, properties
// Columns: key, changed
UNWIND $rows AS row
MATCH (content:Content {content_id: row.key})
RETURN row.key AS key,
       any(name IN keys(row.properties)
         WHERE content[name] IS NULL OR content[name] <> row.properties[name]) AS changed
