// Makes this transaction the only writer until it ends: it holds the lock of the sequence, which every batch takes
// first. So identities that were checked stay free, writers cannot deadlock, and seq follows the order of commits.
// Columns: seq
MERGE (sequence:Sequence {name: 'seq'})
ON CREATE SET sequence.value = 0
SET sequence.locked = true
RETURN sequence.value AS seq
