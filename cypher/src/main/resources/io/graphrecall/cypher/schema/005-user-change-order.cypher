// Finds the users that were written since a graph state by programs that keep no user state, without a full scan.
CREATE INDEX user_seq IF NOT EXISTS FOR (n:User) ON (n.seq);
