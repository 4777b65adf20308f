package io.graphrecall.evaluation.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Motives of clicks in the ground truth of a simulated world. */
public final class ClickMotives {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "true-clicks.jsonl";
    private static final String FROM_INTEREST = "interest";

    private ClickMotives() {}

    /** Returns the folder where {@code recall world} writes the ground truth of a data set. */
    public static Path folderOf(Path dataSet) {
        Path folder = dataSet.toAbsolutePath().normalize();
        return folder.resolveSibling(folder.getFileName() + "-truth");
    }

    /**
     * Reads the motives, by event id: true if the click came from interest, false if it is noise.
     *
     * @param truth folder of the ground truth
     * @return empty if the folder has no such file
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Map<String, Boolean> read(Path truth) {
        Path file = truth.resolve(FILE);
        Map<String, Boolean> fromInterest = new HashMap<>();
        if (!Files.exists(file)) {
            return fromInterest;
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode click = JSON.readTree(line);
                fromInterest.put(click.path("event_id").asText(), click.path("motive").asText().equals(FROM_INTEREST));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        return fromInterest;
    }
}
