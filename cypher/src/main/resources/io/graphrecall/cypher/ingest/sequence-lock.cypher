// Makes this transaction the only writer until it ends: every batch first takes the lock of the sequence node.
// Therefore checked identities stay free, writers cannot deadlock, and seq follows the commit order.
// Columns: seq, graph_id
MERGE (sequence:Sequence {name: 'seq'})
ON CREATE SET sequence.value = 0
SET sequence.locked = true
RETURN sequence.value AS seq, sequence.graph_id AS graph_id
