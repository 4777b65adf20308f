package io.graphrecall.evaluation.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.evaluation.protocol.EvaluationRequest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Data-set folder with a log that a test changes. Reads the files without code under test. */
final class EditableLog {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> POSITIVE = Set.of("click", "play", "like", "share", "favourite", "comment");

    private final Path folder;
    private final List<ObjectNode> events = new ArrayList<>();
    private final TreeSet<String> contents = new TreeSet<>();
    private final Map<String, Set<String>> contentsByUser = new HashMap<>();

    EditableLog(Path folder) throws IOException {
        this.folder = folder;
        for (String line : Files.readAllLines(folder.resolve("events.jsonl"))) {
            ObjectNode event = (ObjectNode) JSON.readTree(line);
            events.add(event);
            if (event.has("content_id")) {
                contentsOf(event.path("user_id").asText()).add(event.path("content_id").asText());
            }
        }
        for (String line : Files.readAllLines(folder.resolve("contents.jsonl"))) {
            contents.add(JSON.readTree(line).path("content_id").asText());
        }
    }

    private Set<String> contentsOf(String user) {
        return contentsByUser.computeIfAbsent(user, unseen -> new HashSet<>());
    }

    /**
     * Replaces the first target of each request, in all events of the user, with a content without events of the user. A
     * protocol withholds these events both before and after the change, so only the target differs.
     *
     * @return number of changed targets
     */
    int changeTargets(List<EvaluationRequest> requests) {
        int changed = 0;
        for (EvaluationRequest request : requests) {
            String target = request.targets().getFirst();
            Set<String> known = contentsOf(request.userId());
            Optional<String> other = contents.stream().filter(content -> !known.contains(content)).findFirst();
            if (other.isPresent()) {
                events.stream()
                        .filter(event -> event.path("user_id").asText().equals(request.userId())
                                && event.path("content_id").asText().equals(target))
                        .forEach(event -> event.put("content_id", other.get()));
                known.add(other.get());
                changed++;
            }
        }
        return changed;
    }

    /** Returns a quantile of the times of positive events before an end, in epoch milliseconds. */
    long quantile(double share, long end) {
        long[] times = events.stream().filter(event -> POSITIVE.contains(event.path("action").asText()))
                .mapToLong(EditableLog::time).filter(time -> time < end).sorted().toArray();
        return times[(int) (share * times.length)];
    }

    /** Writes a folder with the changed log and copies of all other files. */
    Path write(Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.write(target.resolve("events.jsonl"), events.stream().map(JsonNode::toString).toList());
        return target;
    }

    /** Returns the last content that each user engaged with for the first time, for users with at least three contents. */
    Map<String, String> lastNewContents() {
        Map<String, List<ObjectNode>> byUser = new HashMap<>();
        for (ObjectNode event : events) {
            if (POSITIVE.contains(event.path("action").asText())) {
                byUser.computeIfAbsent(event.path("user_id").asText(), unseen -> new ArrayList<>()).add(event);
            }
        }
        Map<String, String> lasts = new HashMap<>();
        byUser.forEach((user, positives) -> {
            positives.sort(Comparator.comparingLong(EditableLog::time));
            Set<String> seen = new HashSet<>();
            String last = "";
            for (ObjectNode event : positives) {
                String content = event.path("content_id").asText();
                last = seen.add(content) ? content : last;
            }
            if (seen.size() >= 3) {
                lasts.put(user, last);
            }
        });
        return lasts;
    }

    private static long time(JsonNode event) {
        JsonNode time = event.path("timestamp");
        return time.isNumber() ? time.asLong() : Instant.parse(time.asText()).toEpochMilli();
    }
}
