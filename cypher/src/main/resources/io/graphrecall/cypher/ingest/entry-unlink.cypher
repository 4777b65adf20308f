// Deletes the categories, attributes and tags of contents or items, both given and inferred.
// Parameters: keys
UNWIND $keys AS key
MATCH (:LABEL {LABEL_KEY: key})-[link:IN_CATEGORY|HAS_ATTRIBUTE|HAS_TAG]->()
DELETE link
