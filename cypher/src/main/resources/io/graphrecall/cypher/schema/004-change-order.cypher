// Which contents changed since a state of the graph, without reading the others.
CREATE INDEX content_seq IF NOT EXISTS FOR (n:Content) ON (n.seq);
