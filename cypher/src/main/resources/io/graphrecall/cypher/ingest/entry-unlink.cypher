// Removes what contents or items are about: what their old records said, and what was understood of those.
// Parameters: keys
UNWIND $keys AS key
MATCH (:LABEL {LABEL_KEY: key})-[link:IN_CATEGORY|HAS_ATTRIBUTE|HAS_TAG]->()
DELETE link
