// Deletes the author links of contents.
// Parameters: keys
UNWIND $keys AS key
MATCH (:User)-[link:PUBLISHED]->(:Content {content_id: key})
DELETE link
