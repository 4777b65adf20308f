package io.graphrecall.service.http;

/** Serves one operation of the contract. Implementations are thread-safe and may block: they run on virtual threads. */
interface Endpoint {

    /** The {@code operationId} in the contract. */
    String operation();

    /** Returns the reply to a request. An exception becomes a problem document. */
    Reply handle(ApiRequest request);
}
