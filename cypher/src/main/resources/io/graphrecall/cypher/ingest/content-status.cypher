// The status of a content; no row if it is unknown.
// Parameters: content_id
// Columns: status
MATCH (content:Content {content_id: $content_id})
RETURN content.status AS status
