package io.graphrecall.offline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The media files that could not be used, by content, as a file of JSON lines that each build writes anew. */
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

    /** Writes them, and says so in a few words; nothing where there are none. */
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
        return "; %,d contents have media that cannot be used, see %s".formatted(problems.size(), file);
    }
}
