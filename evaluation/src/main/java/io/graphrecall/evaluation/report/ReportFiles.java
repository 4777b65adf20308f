package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.evaluation.spaces.SpacePictures;
import io.graphrecall.generation.AtomicFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a report as {@code report.json} and {@code report.html}. */
public final class ReportFiles {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportFiles() {}

    /** Writes both files into a folder and replaces those of an earlier report. */
    public static void write(EvaluationReport report, SpacePictures pictures, Path folder) {
        write(report, ReportPages.render(report, pictures), folder);
    }

    /** Writes both files for a data set without behaviour. */
    public static void write(SpaceReport report, SpacePictures pictures, Path folder) {
        write(report, ReportPages.render(report, pictures), folder);
    }

    private static void write(Record report, String page, Path folder) {
        try {
            Files.createDirectories(folder);
            replace(folder.resolve("report.json"), JSON.writeValueAsString(report) + "\n");
            replace(folder.resolve("report.html"), page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
