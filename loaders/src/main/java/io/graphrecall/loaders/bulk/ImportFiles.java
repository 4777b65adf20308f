package io.graphrecall.loaders.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Files of an import, in one folder.
 *
 * @param arguments arguments of {@code neo4j-admin database import full}, relative to the folder
 */
public record ImportFiles(Path folder, List<String> arguments) {

    /** File with the arguments, one per line. */
    public static final String ARGUMENTS = "import.args";

    /** Characters of a field that need no larger buffer. The buffer of the importer has 4 MiB by default. */
    private static final int SHORT_FIELD = 1 << 20;

    public ImportFiles {
        arguments = List.copyOf(arguments);
    }

    /** Writes the file with the arguments. */
    static ImportFiles of(Path folder, Map<CsvFile, String> nodes, Map<CsvFile, String> relationships,
            char arrayDelimiter) throws IOException {
        List<String> arguments = new ArrayList<>();
        nodes.forEach((file, label) -> arguments.add("--nodes=" + label + "=" + relative(file)));
        relationships.forEach((file, type) -> arguments.add("--relationships=" + type + "=" + relative(file)));
        arguments.add("--array-delimiter=U+%04X".formatted((int) arrayDelimiter));
        List<CsvFile> files = new ArrayList<>(nodes.keySet());
        files.addAll(relationships.keySet());
        if (files.stream().anyMatch(CsvFile::hasLineBreak)) {
            arguments.add("--multiline-fields=true");
        }
        int longest = files.stream().mapToInt(CsvFile::longestField).max().orElse(0);
        if (longest > SHORT_FIELD) {
            arguments.add("--read-buffer-size=" + 4L * longest);
        }
        Files.write(folder.resolve(ARGUMENTS), arguments, StandardCharsets.UTF_8);
        return new ImportFiles(folder, arguments);
    }

    public String command() {
        return "cd " + quoted(folder.toAbsolutePath().normalize().toString())
                + " && neo4j-admin database import full @" + ARGUMENTS + " neo4j";
    }

    /** The importer requires a path with a folder. */
    private static String relative(CsvFile file) {
        return "./" + file.path().getFileName();
    }

    private static String quoted(String path) {
        return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
