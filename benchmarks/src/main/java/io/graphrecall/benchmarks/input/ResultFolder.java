package io.graphrecall.benchmarks.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folder whose results a driver does not compute again. All of them are of the same settings. */
public final class ResultFolder {

    private static final String SETTINGS = "settings.txt";

    private ResultFolder() {}

    /**
     * Creates a folder, or checks that its results are of some settings.
     *
     * @param settings everything that the results depend on, but what their names have
     * @throws IllegalArgumentException if the folder has results of other settings
     */
    public static void require(Path folder, String settings) throws IOException {
        Path file = Files.createDirectories(folder).resolve(SETTINGS);
        if (!Files.exists(file)) {
            Files.writeString(file, settings);
        } else if (!Files.readString(file).equals(settings)) {
            throw new IllegalArgumentException(folder + " has results of other settings, use another folder: "
                    + Files.readString(file));
        }
    }
}
