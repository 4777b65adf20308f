package io.graphrecall.service.http;

import java.util.Map;

/** An error of the HTTP layer, such as an unknown path, a missing key or a body that is too large. */
final class HttpException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, String> headers;

    HttpException(int status, String message) {
        this(status, message, Map.of());
    }

    HttpException(int status, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }
}
