package io.graphrecall.service.http;

import java.util.function.Function;

/**
 * Serves one operation of the contract. Thread-safe; may block, since it runs on a virtual thread.
 *
 * @param operation its id in the contract
 * @param handler   returns the reply to a request; an exception becomes a problem document
 */
record Endpoint(String operation, Function<ApiRequest, Reply> handler) {}
