// Marks a content as deleted. The node stays for the behaviour that refers to it, but is no longer recalled. The digest
// is removed, so that posting the same record again restores the content, unless it is held.
// Parameters: content_id; hold: true to hold the content, which may be unknown, as deleted; seq
MERGE (content:Content {content_id: $content_id})
SET content.status = 'deleted', content.seq = $seq,
    content.held_at = CASE WHEN $hold THEN timestamp() ELSE content.held_at END
REMOVE content.digest
