package io.graphrecall.benchmarks.input;

import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * File of ids: one id per line, or one JSON object per line with the id in a field, as in a data-set folder. May be
 * compressed ({@code .gz}).
 */
public final class IdFile {

    private static final JsonMapper JSON = new JsonMapper();

    private IdFile() {}

    /** Returns the distinct ids in the order of the file. */
    public static List<String> read(Path file, String field) {
        Set<String> ids = new LinkedHashSet<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String id = line.startsWith("{") ? JSON.readTree(line).path(field).asText() : line.strip();
                if (!id.isEmpty()) {
                    ids.add(id);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("The file " + file + " has no " + field);
        }
        return List.copyOf(ids);
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }
}
