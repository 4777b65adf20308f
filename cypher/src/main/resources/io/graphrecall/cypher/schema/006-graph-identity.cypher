// Gives the graph a random id, which its backups keep and an empty graph lacks. The lock keeps the id of the first writer.
MERGE (sequence:Sequence {name: 'seq'})
ON CREATE SET sequence.value = 0
SET sequence.locked = true
WITH sequence
SET sequence.graph_id = coalesce(sequence.graph_id, randomUUID());
