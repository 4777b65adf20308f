package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.dataset.DeadLetters;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.intake.Spool;
import io.graphrecall.service.intake.TopicIntake;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code GET /v1/dead-letters}: records that a load or the topic of this member could not use, and
 * {@code DELETE /v1/dead-letters/{id}}: removes one that was corrected and posted.
 */
record DeadLetterEndpoints(SortedMap<String, DeadLetters> files) {

    /** The dead letters of a home. */
    static DeadLetterEndpoints of(Path home) {
        SortedMap<String, DeadLetters> files = new TreeMap<>();
        for (String name : List.of(DeadLetters.FILE, TopicIntake.DEAD_LETTERS, Spool.DEAD_LETTERS)) {
            files.put(name, new DeadLetters(home.resolve(name)));
        }
        return new DeadLetterEndpoints(files);
    }

    private record Letter(
            String id, String source, @Nullable String kind, String file, long line, String reason,
            @Nullable String raw, @Nullable JsonNode record) {}

    private record Listing(long total, List<Letter> deadLetters) {}

    List<Endpoint> all() {
        return List.of(new Endpoint("deadLetters", request -> Reply.ok(
                list(request.parameters().integer("limit")))),
                new Endpoint("deleteDeadLetter", this::delete));
    }

    private Listing list(int limit) {
        long total = 0;
        List<Letter> letters = new ArrayList<>();
        for (Map.Entry<String, DeadLetters> file : files.entrySet()) {
            DeadLetters.Listing listing = file.getValue().latest(limit);
            total += listing.total();
            listing.latest().forEach(entry -> letters.add(new Letter(entry.id(), file.getKey(), entry.kind(),
                    entry.file(), entry.line(), entry.reason(), entry.raw(), entry.record())));
        }
        return new Listing(total, letters);
    }

    private Reply delete(ApiRequest request) {
        String id = Objects.requireNonNull(request.parameters().text("id"));
        if (files.values().stream().noneMatch(file -> file.remove(id))) {
            throw new RecallException(RecallException.Code.NOT_FOUND, "unknown dead letter '" + id + "'");
        }
        return Reply.noContent();
    }
}
