package io.graphrecall.service.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests that a web page of another site makes a browser send. Without keys, a request must name a loopback host
 * or an allowed one, because DNS rebinding makes a page's own host resolve to loopback. A request from another origin
 * needs the setting {@code cors-origins} (<a href="https://fetch.spec.whatwg.org/#http-cors-protocol">CORS</a>).
 * Thread-safe.
 */
final class OriginPolicy implements SecurityPolicyHandler {

    private static final int PREFLIGHT_MAX_AGE_SECONDS = 600;

    private final ApiKeys keys;
    private final List<String> hosts;
    private final List<String> origins;
    private final CorsHandler cors;

    /** @param methods the methods of the contract, which other origins may use */
    OriginPolicy(HttpParameters parameters, ApiKeys keys, Set<HttpMethod> methods) {
        this.keys = keys;
        hosts = parameters.allowedHosts();
        origins = parameters.corsOrigins();
        cors = CorsHandler.create().addOrigins(origins).allowedMethods(methods)
                .allowedHeaders(Set.of("Authorization", "Content-Encoding", "Content-Type", "X-API-Key",
                        RequestIds.HEADER))
                .exposedHeaders(Set.of(RequestIds.HEADER, "Retry-After")).maxAgeSeconds(PREFLIGHT_MAX_AGE_SECONDS);
    }

    /** Throws {@link HttpException}: 400 if the Host header is invalid, 403 if host or origin are not allowed. */
    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        HostAndPort host = host(request);
        if (!keys.required() && host != null && !isAllowed(host.host())) {
            throw new HttpException(403, "the host '" + host.host()
                    + "' is not allowed without API keys, expected a loopback host or one of recall.http.allowed-hosts");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null && isPartOfAnotherSite(request)) {
            throw new HttpException(403,
                    "a page of another site asks for this, see the setting recall.http.cors-origins");
        }
        if (origin == null || isSameOrigin(origin, request)) {
            context.next();
        } else if (origins.contains(origin.toLowerCase(Locale.ROOT))) {
            cors.handle(context);
        } else {
            throw new HttpException(
                    403, "the origin '" + origin + "' is not allowed, see the setting recall.http.cors-origins");
        }
    }

    /**
     * Returns true for an image, a script or the like in a page of another site. Browsers send no Origin with it
     * (<a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>). A link of such a page may be followed.
     */
    private static boolean isPartOfAnotherSite(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return ("cross-site".equals(site) || "same-site".equals(site))
                && !"navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }

    /** Returns the host of a request; null for HTTP/1.0 without one. Vert.x Web refuses HTTP/1.1 without one. */
    private static @Nullable HostAndPort host(HttpServerRequest request) {
        if (Exchange.isStream(request)) {
            HostAndPort authority = request.authority();
            if (authority == null) {
                throw new HttpException(400, "the pseudo-header :authority is missing or invalid");
            }
            return authority;
        }
        int count = request.headers().getAll(HttpHeaders.HOST).size();
        HostAndPort host = count == 1 ? request.authority() : null;
        if (host == null && count > 0) {
            throw new HttpException(400, "the Host header is invalid");
        }
        return host;
    }

    private boolean isAllowed(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost") || hosts.contains(name) || isLoopback(name);
    }

    /** Returns true for a loopback address. A name is not looked up. */
    private static boolean isLoopback(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        try {
            return InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Compares without the scheme, because a proxy in front may add TLS. */
    private static boolean isSameOrigin(String origin, HttpServerRequest request) {
        int scheme = origin.indexOf("://");
        String host = Exchange.isStream(request)
                ? String.valueOf(request.authority())
                : request.getHeader(HttpHeaders.HOST);
        return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
    }
}
