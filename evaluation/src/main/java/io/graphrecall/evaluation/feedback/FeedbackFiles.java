package io.graphrecall.evaluation.feedback;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Files of feedback logs, of one or several members. Immutable; thread-safe. */
final class FeedbackFiles {

    private static final Pattern NAME = Pattern.compile("feedback(\\..+)?\\.log(\\.gz)?");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Path> files;

    private FeedbackFiles(List<Path> files) {
        this.files = files;
    }

    /** @param folders folders of logs */
    static FeedbackFiles in(List<Path> folders) {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.filter(file -> NAME.matcher(file.getFileName().toString()).matches()).sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                throw new RecallException(
                        RecallException.Code.INVALID, "could not list the log folder " + folder + ": " + e, e);
            }
        }
        return new FeedbackFiles(files);
    }

    /**
     * Reads the lines that have a field. A line that is not complete, such as one that is being written, is left out.
     *
     * @param task name of the work in progress messages
     */
    void read(String task, String field, Consumer<JsonNode> lines, Progress progress) {
        String quoted = '"' + field + '"'; // most lines of the other kind need no parser
        progress.begin(task, files.size());
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file);
                    BufferedReader reader = new BufferedReader(
                            new InputStreamReader(
                                    file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
                                    StandardCharsets.UTF_8))) {
                reader.lines().filter(line -> line.contains(quoted)).forEach(line -> {
                    JsonNode parsed = parse(line);
                    if (parsed != null && parsed.has(field)) {
                        lines.accept(parsed);
                    }
                });
            } catch (IOException | UncheckedIOException e) {
                throw new RecallException(RecallException.Code.INVALID, "could not read " + file + ": " + e, e);
            }
            progress.advance(1);
        }
        progress.end(Counts.of(files.size(), "file"));
    }

    private static @Nullable JsonNode parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return node.isObject() ? node : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
