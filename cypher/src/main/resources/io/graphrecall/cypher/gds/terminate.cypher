// Terminates the running statements that name a projected graph in their parameter $graph. One row per statement.
//   $name  name of the projected graph
// Columns: id
SHOW TRANSACTIONS YIELD transactionId AS running, parameters
WHERE parameters.graph = $name
TERMINATE TRANSACTIONS running YIELD transactionId
RETURN transactionId AS id
