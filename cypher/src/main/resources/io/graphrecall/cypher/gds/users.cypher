// Number of running statements that name a projected graph in their parameter $graph. One row.
//   $name  name of the projected graph
// Columns: statements
SHOW TRANSACTIONS YIELD parameters
WHERE parameters.graph = $name
RETURN count(*) AS statements
