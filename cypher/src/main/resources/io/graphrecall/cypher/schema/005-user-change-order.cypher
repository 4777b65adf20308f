// Which users were written since a state of the graph by programs that keep no states of users, without reading the others.
CREATE INDEX user_seq IF NOT EXISTS FOR (n:User) ON (n.seq);
