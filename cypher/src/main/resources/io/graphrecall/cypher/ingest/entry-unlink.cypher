// Removes what the records of contents or items said of their category, attributes and tags. What content
// understanding found, which has another source, stays.
// Parameters: keys
UNWIND $keys AS key
MATCH (:LABEL {LABEL_KEY: key})-[link:IN_CATEGORY|HAS_ATTRIBUTE|HAS_TAG]->()
WHERE coalesce(link.source, 'given') = 'given'
DELETE link
