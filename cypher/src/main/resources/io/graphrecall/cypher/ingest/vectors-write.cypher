// Adds vectors to contents. Other properties stay.
// Parameters: rows of key, properties; seq
UNWIND $rows AS row
MATCH (content:Content {content_id: row.key})
SET content += row.properties, content.seq = $seq
