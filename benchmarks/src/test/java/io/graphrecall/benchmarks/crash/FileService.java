package io.graphrecall.benchmarks.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Fake service that stores its events in a file, which several processes may share, with an optional fault:
 * {@code forgetful} never writes, {@code repeating} writes twice, and {@code unseeing} recalls seen contents, activates no
 * generation, erases no user and stores no content.
 */
final class FileService {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final String fault;
    /** Name of the active generation, shared like the events. */
    private final Path generation;
    private final Map<String, StoredEvent> events = new LinkedHashMap<>();

    private FileService(Path file, String fault) throws IOException {
        this.file = file;
        this.fault = fault;
        generation = file.resolveSibling("generation");
        stored(file).forEach(event -> events.put(event.id(), event));
    }

    /** Serves on a port with events in a file. */
    public static void main(String[] arguments) throws IOException {
        FileService service = new FileService(Path.of(arguments[1]), arguments[2]);
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", service::answer);
        server.start();
    }

    /** Returns the events of the file. An incomplete last line, cut off by a kill, is ignored. */
    static List<StoredEvent> stored(Path file) throws IOException {
        List<StoredEvent> events = new ArrayList<>();
        if (Files.exists(file)) {
            String text = Files.readString(file);
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                List<String> words = List.of(line.split(" ", -1));
                events.add(new StoredEvent(words.get(0), words.get(1), words.get(2)));
            }
        }
        return events;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals("/v1/events")) {
            for (JsonNode event : JSON.readTree(body)) {
                write(event);
            }
            respond(exchange, 202, "{\"rejected\":[],\"seq\":1}");
        } else if (path.equals("/v1/recall")) {
            String user = JSON.readTree(body).path("user_id").asText();
            respond(exchange, 200, "{\"contents\":[" + (fault.equals("unseeing") ? contents(user) : "") + "]}");
        } else if (path.startsWith("/v1/generations/")) {
            if (!fault.equals("unseeing")) {
                Files.writeString(generation, path.split("/")[3]);
            }
            respond(exchange, 200, "{}");
        } else if (path.equals("/readyz")) {
            respond(exchange, 200,
                    "{\"generation\":\"" + (Files.exists(generation) ? Files.readString(generation) : "") + "\"}");
        } else if (path.equals("/v1/contents")) {
            if (!fault.equals("unseeing")) {
                for (JsonNode content : JSON.readTree(body)) {
                    Files.writeString(content(content.path("content_id").asText()), "");
                }
            }
            respond(exchange, 202, "{\"rejected\":[],\"seq\":1}");
        } else if (path.startsWith("/v1/contents/")) {
            respond(exchange, Files.exists(content(path.substring("/v1/contents/".length()))) ? 200 : 404, "");
        } else if (path.startsWith("/v1/users/") && exchange.getRequestMethod().equals("DELETE")) {
            erase(path.substring("/v1/users/".length()));
            respond(exchange, 204, "");
        } else if (path.startsWith("/v1/users/")) {
            respond(exchange, 200, "{\"recent\":[" + contents(path.substring("/v1/users/".length())) + "]}");
        } else {
            respond(exchange, 200, "");
        }
    }

    private Path content(String id) {
        return file.resolveSibling("content-" + id);
    }

    /** Removes the events of a user from the file. */
    private synchronized void erase(String user) throws IOException {
        if (fault.equals("unseeing")) {
            return;
        }
        events.values().removeIf(event -> event.user().equals(user));
        locked(() -> {
            Path next = file.resolveSibling("events-next");
            Files.writeString(next, stored(file).stream().filter(event -> !event.user().equals(user))
                    .map(FileService::line).collect(Collectors.joining()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    private synchronized String contents(String user) throws IOException {
        return (fault.equals("forgetful") ? events.values() : stored(file)).stream()
                .filter(event -> event.user().equals(user))
                .map(event -> "{\"content_id\":\"" + event.content() + "\"}").collect(Collectors.joining(","));
    }

    private synchronized void write(JsonNode json) throws IOException {
        StoredEvent event = new StoredEvent(
                json.path("event_id").asText(), json.path("user_id").asText(), json.path("content_id").asText());
        events.put(event.id(), event);
        if (fault.equals("forgetful")) {
            return;
        }
        String line = line(event);
        locked(() -> {
            if (fault.equals("repeating") || !stored(file).contains(event)) {
                Files.writeString(file, line.repeat(fault.equals("repeating") ? 2 : 1), StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        });
    }

    /** A change of the file of events. */
    private interface Change {
        void make() throws IOException;
    }

    /**
     * Makes a change while no other process makes one. The lock is on a file of its own: an operating system ends a lock
     * as soon as the process closes the file anywhere, so reading the events would end a lock on them.
     */
    private void locked(Change change) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file.resolveSibling("events-lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            change.make();
        }
    }

    private static String line(StoredEvent event) {
        return event.id() + " " + event.user() + " " + event.content() + "\n";
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
