package io.graphrecall.service.http;

import io.vertx.core.http.HttpMethod;

/**
 * What an endpoint answers to.
 *
 * @param template a path whose segments are literal, or names in braces that stand for any one segment
 */
record Route(HttpMethod method, String template, Access access) {

    /** Who may call. */
    enum Access {
        /** Anyone, with a key or without, and whatever else goes on: the state of the process. */
        OPEN,
        /** Who may ask. */
        READ,
        /** Who may change something. */
        WRITE
    }

    static Route open(String template) {
        return new Route(HttpMethod.GET, template, Access.OPEN);
    }

    static Route read(HttpMethod method, String template) {
        return new Route(method, template, Access.READ);
    }

    static Route write(HttpMethod method, String template) {
        return new Route(method, template, Access.WRITE);
    }
}
