// Applied schema migrations.
// Columns: version, name, checksum, applied_at (epoch milliseconds)
MATCH (migration:Migration)
RETURN migration.version AS version, migration.name AS name, migration.checksum AS checksum,
       migration.applied_at AS applied_at
ORDER BY version
