// Number of procedures with a name: 0 without the Graph Data Science library. One row.
//   $name  name of a procedure
// Columns: procedures
SHOW PROCEDURES YIELD name
WHERE name = $name
RETURN count(*) AS procedures
