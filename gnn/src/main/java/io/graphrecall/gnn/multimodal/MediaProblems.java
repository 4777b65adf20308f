package io.graphrecall.gnn.multimodal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Media files that cannot be read, by content. Each build replaces the list in the home, a file of JSON lines. */
final class MediaProblems {

    private static final String FILE = "media-problems.jsonl";

    private final ObjectMapper json = new ObjectMapper();
    private final Path file;
    private final Map<String, List<String>> problems = new TreeMap<>();

    MediaProblems(Path home) {
        file = home.resolve(FILE);
    }

    void add(String content, List<String> found) {
        if (!found.isEmpty()) {
            problems.put(content, List.copyOf(found));
        }
    }

    /** Writes the file and returns a summary for a progress message; empty if there is no problem. */
    String write() {
        try {
            Files.deleteIfExists(file);
            if (problems.isEmpty()) {
                return "";
            }
            StringBuilder lines = new StringBuilder();
            for (Map.Entry<String, List<String>> content : problems.entrySet()) {
                lines.append(json.writeValueAsString(
                        Map.of("content_id", content.getKey(), "problems", content.getValue()))).append('\n');
            }
            Files.writeString(file, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, file + " cannot be written: " + e, e);
        }
        return "; " + Counts.of(problems.size(), "content has", "contents have") + " unreadable media, see " + file;
    }
}
