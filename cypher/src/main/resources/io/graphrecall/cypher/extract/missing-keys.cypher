// Keys that no node of a label has. One row per key.
//   $keys  keys
UNWIND $keys AS key
WITH key
WHERE NOT EXISTS { MATCH (:LABEL {LABEL_KEY: key}) }
RETURN key
