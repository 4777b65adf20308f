// Transactions that wait for the lock of ingest/sequence-lock, whose status names those that block them, and transactions
// that run no statement and are not being committed. Without the privilege SHOW TRANSACTION, those of the own user only.
// Columns: id, status, idle
SHOW TRANSACTIONS YIELD transactionId, status, currentQuery
WHERE currentQuery = '' AND status = 'Running' OR currentQuery CONTAINS 'sequence.locked'
RETURN transactionId AS id, status, currentQuery = '' AS idle
