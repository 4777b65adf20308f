package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.schema.RecallException;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code GET /v1/reports}: the evaluation reports in this member's home, and {@code GET /v1/reports/{name}}: one of them. */
record ReportEndpoints(Path folder) {

    private static final Logger LOG = LoggerFactory.getLogger(ReportEndpoints.class);

    private static final String SUFFIX = ".json";
    private static final int MAX_REPORTS = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private record Listing(List<Entry> reports) {}

    private record Entry(
            String name, String writtenAt, @Nullable String dataset, @Nullable String protocol, @Nullable String fit,
            @Nullable String generation, long targets) {}

    List<Endpoint> all() {
        return List.of(new Endpoint("reports", request -> Reply.ok(new Listing(list()))),
                new Endpoint("report", this::read));
    }

    /** Returns the newest reports, the newest first. */
    private List<Entry> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).map(ReportEndpoints::entry)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(Entry::writtenAt).thenComparing(Entry::name).reversed())
                    .limit(MAX_REPORTS).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a report, or nothing if it is deleted meanwhile or not readable. */
    private static Optional<Entry> entry(Path file) {
        try {
            JsonNode report = JSON.readTree(Files.readAllBytes(file));
            String name = file.getFileName().toString();
            return Optional.of(new Entry(name.substring(0, name.length() - SUFFIX.length()),
                    Instant.ofEpochMilli(Files.getLastModifiedTime(file).toMillis()).toString(),
                    report.path("dataset").textValue(), report.path("protocol").textValue(),
                    report.path("fit").textValue(), report.path("generation").textValue(),
                    report.path("targets").longValue()));
        } catch (IOException e) {
            LOG.warn("{} is no readable report: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private Reply read(ApiRequest request) {
        String name = Objects.requireNonNull(request.parameters().text("name"));
        // Only a listed name is read, so that no name leads to another file.
        if (list().stream().noneMatch(entry -> entry.name().equals(name))) {
            throw new RecallException(RecallException.Code.NOT_FOUND, "unknown report '" + name + "'");
        }
        try {
            return Reply.json(200, Buffer.buffer(Files.readAllBytes(folder.resolve(name + SUFFIX))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
