// Withdraws a content: it stays for the behaviour that points to it and is recalled no more. Its digest goes, so that
// its record, posted again, brings it back.
// Parameters: content_id, seq
MATCH (content:Content {content_id: $content_id})
SET content.status = 'deleted', content.seq = $seq
REMOVE content.digest
