// Names of the clients that are connected to the database, each once.
//   returns client
CALL dbms.listConnections() YIELD userAgent
RETURN DISTINCT userAgent AS client
