// Makes nodes that are known by their key only; those that exist stay as they are.
// Parameters: keys
UNWIND $keys AS key
MERGE (:LABEL {LABEL_KEY: key})
