// Records an applied migration. A second record of the same version changes nothing.
// Parameters: version, name, checksum
MERGE (migration:Migration {version: $version})
ON CREATE SET migration.name = $name, migration.checksum = $checksum, migration.applied_at = timestamp()
