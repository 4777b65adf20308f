package io.graphrecall.service.http;

import io.vertx.openapi.contract.Operation;

import java.util.Locale;

/** The access level of an operation: {@code x-access} in the OpenAPI document. */
enum Access {
    /** Everyone, without a key. Such operations report the state of the process and are served under overload too. */
    OPEN,
    /** Callers with any key. */
    READ,
    /** Callers with a full key. */
    WRITE;

    static Access of(Operation operation) {
        return valueOf(operation.getOpenAPIModel().getString("x-access").toUpperCase(Locale.ROOT));
    }
}
