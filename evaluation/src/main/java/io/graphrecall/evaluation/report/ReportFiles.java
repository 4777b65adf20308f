package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.evaluation.spaces.SpacePictures;
import io.graphrecall.generation.AtomicFile;
import io.graphrecall.schema.RecallException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a report as {@code report.json} and {@code report.html}. */
public final class ReportFiles {

    /** Mapper of reports: the field of a component has its name in snake case. */
    static final JsonMapper JSON = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .withZone(ZoneOffset.UTC);

    private ReportFiles() {}

    /** Writes both files into a folder and replaces those of an earlier report. */
    public static void write(EvaluationReport report, SpacePictures pictures, Path folder) {
        write(report, "evaluation", report.dataset(), pictures, folder);
    }

    /** Writes both files for a data set without behaviour. */
    public static void write(SpaceReport report, SpacePictures pictures, Path folder) {
        write(report, "spaces", report.dataset(), pictures, folder);
    }

    /**
     * Copies a {@code report.json} into the folder where a service finds it, under the name of its data set and the time.
     * Leaves out the examples, which name users.
     *
     * @return the copy
     */
    public static Path copy(Path report, Path folder, Instant now) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(report.toFile());
            json.remove("examples");
            Files.createDirectories(folder);
            Path copy = folder.resolve(json.path("dataset").asText().replaceAll("[^\\p{L}\\p{M}\\p{N}_.-]+", "-") + "-"
                    + TIME.format(now) + ".json");
            write(copy, JSON.writeValueAsString(json) + "\n");
            return copy;
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private static void write(Record report, String kind, String title, SpacePictures pictures, Path folder) {
        try {
            Files.createDirectories(folder);
            write(folder.resolve("report.json"), JSON.writeValueAsString(report) + "\n");
            write(folder.resolve("report.html"), ReportPage.of(kind, title, Map.of(
                    "report", report, "pictures", Map.of("maps", pictures.maps(), "near", gallery(pictures)))));
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /** Returns the rows of a gallery by space: titles, and pictures as JPEG, which JSON has in base64. */
    private static Map<String, List<List<Map<String, Object>>>> gallery(SpacePictures pictures) {
        Map<String, List<List<Map<String, Object>>>> spaces = new LinkedHashMap<>();
        pictures.near().spaces().forEach((space, rows) -> spaces.put(space, rows.stream().map(row -> row.stream()
                .map(item -> item.picture().isEmpty()
                        ? Map.<String, Object>of("title", item.title())
                        : Map.<String, Object>of("title", item.title(), "picture", item.picture().getFirst().jpeg()))
                .toList()).toList()));
        return spaces;
    }

    /** Writes a text into an existing folder and replaces a file of the same name. A pipe or link gets the text itself. */
    public static void write(Path file, String text) {
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.writeString(file, text);
            } else {
                AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static RecallException unwritable(Path path, IOException e) {
        return new RecallException(RecallException.Code.UNAVAILABLE, "cannot write " + path + ": " + e, e);
    }
}
