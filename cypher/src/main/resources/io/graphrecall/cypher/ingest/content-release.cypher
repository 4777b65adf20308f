// Lifts the hold of a content. It stays deleted until its record is written again.
// Parameters: content_id
MATCH (content:Content {content_id: $content_id})
REMOVE content.held_at
