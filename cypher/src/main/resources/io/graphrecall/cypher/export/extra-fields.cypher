// Further fields in the records of contents or items, with the types of their values. One row per field.
MATCH (node:LABEL)
WHERE node.digest IS NOT NULL OR node.status = 'deleted'
UNWIND keys(node) AS property
WITH property, valueType(node[property]) AS type
WHERE property STARTS WITH 'extra_'
RETURN substring(property, 6) AS field, collect(DISTINCT type) AS types
ORDER BY field
