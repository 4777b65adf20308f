// The status of a content; no row if it is unknown.
// Parameters: content_id
// Columns: status; held: true if writes leave it deleted
MATCH (content:Content {content_id: $content_id})
RETURN content.status AS status, content.held_at IS NOT NULL AS held
