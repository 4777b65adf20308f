// Finds the contents that changed since a graph state without a full scan.
CREATE INDEX content_seq IF NOT EXISTS FOR (n:Content) ON (n.seq);
