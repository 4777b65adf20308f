package io.graphrecall.service.http;

import io.graphrecall.schema.Sha256;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code /console/}: the files of the web console, which need no key: resources of a folder, by their path below it.
 * Thread-safe.
 */
final class WebConsole implements Handler<RoutingContext> {

    private static final String PATH = "/console";
    /** Pattern of the paths that it serves; the root redirects to it. */
    static final String PATHS = "/|" + PATH + "(/.*)?";

    private static final String FOLDER = "/io/graphrecall/console";
    /** By the extension of a file, or the name of a file without one. */
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8", "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8", "svg", "image/svg+xml", "txt", "text/plain; charset=utf-8",
            "LICENSE", "text/plain; charset=utf-8");
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'",
            "Cache-Control", "no-cache");

    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    /** A file with its entity tag. */
    private record Asset(String contentType, Buffer body, String etag) {

        static Asset of(String contentType, byte[] bytes) {
            return new Asset(contentType, Buffer.buffer(bytes),
                    '"' + HexFormat.of().formatHex(Sha256.newDigest().digest(bytes), 0, 16) + '"');
        }

        Reply reply(HttpServerRequest request) {
            Map<String, String> headers = new HashMap<>(HEADERS);
            headers.put("ETag", etag);
            boolean isCached = request.headers().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                    .anyMatch(tags -> tags.contains(etag));
            return isCached ? new Reply(304, "", Buffer.buffer(), headers) : new Reply(200, contentType, body, headers);
        }
    }

    /** Replies with the file at the path of a request; a path that has none is passed on. */
    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!List.of(HttpMethod.GET, HttpMethod.HEAD).contains(request.method())) {
            throw new HttpException(405, request.method() + " is not allowed here, expected GET, HEAD",
                    Map.of("Allow", "GET, HEAD"));
        }
        if (List.of("/", PATH).contains(request.path())) {
            new Reply(307, "", Buffer.buffer(), Map.of("Location", PATH + "/")).send(context.response());
            return;
        }
        String path = request.path().substring(PATH.length());
        Asset asset = asset(path.equals("/") ? "index.html" : path.substring(1));
        if (asset == null) {
            context.next();
        } else {
            asset.reply(request).send(context.response());
        }
    }

    /** Returns the file at a path below the folder, which is read once, or null if there is none. */
    private @Nullable Asset asset(String path) {
        String type = TYPES.get(path.substring(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')) + 1));
        return type == null || path.contains("..") ? null : assets.computeIfAbsent(path, file -> read(file, type));
    }

    private static @Nullable Asset read(String path, String type) {
        try (InputStream file = WebConsole.class.getResourceAsStream(FOLDER + "/" + path)) {
            return file == null ? null : Asset.of(type, file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FOLDER + "/" + path, e);
        }
    }
}
