// Creates nodes that have only a key; existing nodes stay unchanged.
// Parameters: keys
UNWIND $keys AS key
MERGE (:LABEL {LABEL_KEY: key})
