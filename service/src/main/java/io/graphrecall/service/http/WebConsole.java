package io.graphrecall.service.http;

import io.graphrecall.schema.Sha256;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * {@code /console/}: the files of the web console, which need no key. They are read into memory once; a request looks its
 * path up among them, so no path leads anywhere else. Thread-safe.
 */
final class WebConsole implements Handler<RoutingContext> {

    private static final String PATH = "/console";
    /** Pattern of the paths that it serves; the root redirects to it. */
    static final String PATHS = "/|" + PATH + "(/.*)?";

    private static final String FOLDER = "/io/graphrecall/console";
    private static final String INDEX = "index.html";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8", "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8", "svg", "image/svg+xml", "txt", "text/plain; charset=utf-8");
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'",
            "Cache-Control", "no-cache");

    private final Map<String, Asset> assets = load();

    /** A file with its entity tag. */
    private record Asset(String contentType, Buffer body, String etag) {

        static Asset of(String name, byte[] bytes) {
            String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
            return new Asset(type, Buffer.buffer(bytes), etag(bytes));
        }

        private static String etag(byte[] bytes) {
            return '"' + HexFormat.of().formatHex(Sha256.newDigest().digest(bytes), 0, 16) + '"';
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
        Asset asset = assets.get(path.equals("/") ? INDEX : path.substring(1));
        if (asset == null) {
            context.next();
        } else {
            asset.reply(request).send(context.response());
        }
    }

    private static Map<String, Asset> load() {
        URL index = Objects.requireNonNull(WebConsole.class.getResource(FOLDER + "/" + INDEX), FOLDER);
        try {
            if (index.openConnection() instanceof JarURLConnection jar) {
                try (FileSystem files = FileSystems.newFileSystem(Path.of(jar.getJarFileURL().toURI()))) {
                    return read(files.getPath(FOLDER));
                }
            }
            return read(Path.of(index.toURI()).resolveSibling(""));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resources in " + FOLDER, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not the address of a file: " + index, e);
        }
    }

    /** Reads the files below a folder, by their relative path. */
    private static Map<String, Asset> read(Path folder) throws IOException {
        Map<String, Asset> assets = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
                assets.put(path, Asset.of(path, Files.readAllBytes(file)));
            }
        }
        return Map.copyOf(assets);
    }
}
