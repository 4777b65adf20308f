package io.graphrecall.service.http;

import java.util.function.Function;

/** An endpoint of one function. */
record FunctionEndpoint(String operation, Function<ApiRequest, Reply> function) implements Endpoint {

    @Override
    public Reply handle(ApiRequest request) {
        return function.apply(request);
    }
}
