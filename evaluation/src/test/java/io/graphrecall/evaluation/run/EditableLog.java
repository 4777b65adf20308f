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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A data-set folder whose log a test changes; everything is read from the files, with nothing of the project's own. */
final class EditableLog {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> POSITIVE = Set.of("click", "play", "like", "share", "favourite", "comment");

    private final Path folder;
    private final List<ObjectNode> events = new ArrayList<>();
    private final TreeSet<String> contents = new TreeSet<>();
    private final Map<String, Map<String, Integer>> eventsByContent = new HashMap<>();

    EditableLog(Path folder) throws IOException {
        this.folder = folder;
        for (String line : Files.readAllLines(folder.resolve("events.jsonl"))) {
            ObjectNode event = (ObjectNode) JSON.readTree(line);
            events.add(event);
            if (event.has("content_id")) {
                ofUser(event.path("user_id").asText()).merge(event.path("content_id").asText(), 1, Integer::sum);
            }
        }
        for (String line : Files.readAllLines(folder.resolve("contents.jsonl"))) {
            contents.add(JSON.readTree(line).path("content_id").asText());
        }
    }

    private Map<String, Integer> ofUser(String user) {
        return eventsByContent.computeIfAbsent(user, unseen -> new HashMap<>());
    }

    /**
     * Gives the target of each question another content, where the user did nothing else with either: then nothing but the
     * target differs.
     *
     * @return how many targets were changed
     */
    int changeTargets(List<EvaluationRequest> questions) {
        int changed = 0;
        for (EvaluationRequest question : questions) {
            String target = question.targets().getFirst();
            Map<String, Integer> known = ofUser(question.userId());
            if (known.getOrDefault(target, 0) == 1) {
                String other = contents.stream().filter(content -> !known.containsKey(content)).findFirst()
                        .orElseThrow();
                eventOf(question.userId(), target).put("content_id", other);
                changed++;
            }
        }
        return changed;
    }

    private ObjectNode eventOf(String user, String content) {
        return events.stream()
                .filter(event -> event.path("user_id").asText().equals(user)
                        && event.path("content_id").asText().equals(content))
                .findFirst()
                .orElseThrow();
    }

    /** Writes a folder with the changed log and all other files as they were. */
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

    /** The last content that each user engaged with for the first time, of users with three at least. */
    Map<String, String> lastFirsts() {
        Map<String, List<ObjectNode>> byUser = new HashMap<>();
        for (ObjectNode event : events) {
            if (POSITIVE.contains(event.path("action").asText())) {
                byUser.computeIfAbsent(event.path("user_id").asText(), unseen -> new ArrayList<>()).add(event);
            }
        }
        Map<String, String> lasts = new HashMap<>();
        byUser.forEach((user, positives) -> {
            positives.sort((a, b) -> time(a).compareTo(time(b)));
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

    private static Long time(JsonNode event) {
        JsonNode time = event.path("timestamp");
        return time.isNumber() ? time.asLong() : Instant.parse(time.asText()).toEpochMilli();
    }
}
