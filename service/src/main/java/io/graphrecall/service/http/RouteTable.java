package io.graphrecall.service.http;

import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds the endpoint of a path. Paths are cut at slashes first and decoded then, and no dots are resolved: an id may
 * hold any character. Immutable; thread-safe.
 */
final class RouteTable {

    private final List<Row> rows;

    private record Row(Endpoint endpoint, List<String> segments) {

        boolean fits(List<String> path) {
            if (path.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (isName(segment) ? path.get(i).isEmpty() : !segment.equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> names(List<String> path) {
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (isName(segment)) {
                    return Map.of(segment.substring(1, segment.length() - 1), decoded(path.get(i)));
                }
            }
            return Map.of();
        }
    }

    RouteTable(List<Endpoint> endpoints) {
        rows = endpoints.stream().map(endpoint -> new Row(endpoint, cut(endpoint.route().template()))).toList();
    }

    /** An endpoint and the segments that its route names. */
    record Match(Endpoint endpoint, Map<String, String> path) {}

    /**
     * The endpoint that answers, or null where there is none.
     *
     * @param path as it was sent, still encoded
     * @throws HttpException 400 where the path is not encoded as it should be, 405 where only other methods are
     *         answered there
     */
    @Nullable
    Match find(HttpMethod method, String path) {
        List<String> segments = cut(path);
        List<Row> others = new ArrayList<>(0);
        for (Row row : rows) {
            if (row.fits(segments)) {
                if (row.endpoint().route().method().equals(method)) {
                    return new Match(row.endpoint(), row.names(segments));
                }
                others.add(row);
            }
        }
        if (others.isEmpty()) {
            return null;
        }
        String allowed = others.stream().map(row -> row.endpoint().route().method().name()).sorted()
                .collect(Collectors.joining(", "));
        throw new HttpException(405, method + " is not answered here, only " + allowed, Map.of("Allow", allowed));
    }

    private static List<String> cut(String path) {
        List<String> segments = new ArrayList<>(5);
        int from = 1;
        for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', from)) {
            segments.add(path.substring(from, slash));
            from = slash + 1;
        }
        segments.add(path.substring(Math.min(from, path.length())));
        return segments;
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{");
    }

    private static String decoded(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpException(400, "the path is not percent-encoded as it should be: '" + segment + "'",
                    Map.of());
        }
    }
}
