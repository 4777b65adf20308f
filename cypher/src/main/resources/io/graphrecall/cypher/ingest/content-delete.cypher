// Marks a content as deleted. The node stays for the behaviour that refers to it, but is no longer recalled. The digest
// is removed, so that posting the same record again restores the content.
// Parameters: content_id, seq
MATCH (content:Content {content_id: $content_id})
SET content.status = 'deleted', content.seq = $seq
REMOVE content.digest
