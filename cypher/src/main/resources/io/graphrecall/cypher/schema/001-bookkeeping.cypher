// Graph metadata: migrations, counters, the data set.
CREATE CONSTRAINT migration_version IF NOT EXISTS FOR (n:Migration) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT sequence_name IF NOT EXISTS FOR (n:Sequence) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT data_set_name IF NOT EXISTS FOR (n:DataSet) REQUIRE n.name IS UNIQUE;
