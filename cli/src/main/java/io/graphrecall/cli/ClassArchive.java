package io.graphrecall.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Archive of the classes that a JVM has loaded, which shortens the next start. With {@code -XX:+AutoCreateSharedArchive} the
 * JVM writes it at its end if there is none of the present program. That takes some seconds.
 */
final class ClassArchive {

    private static final String CREATES = "-XX:+AutoCreateSharedArchive";
    private static final String FILE = "-XX:SharedArchiveFile=";

    private ClassArchive() {}

    /** Returns true if this JVM will write an archive at its end. */
    static boolean isWrittenAtEnd() {
        return isWrittenAtEnd(ManagementFactory.getRuntimeMXBean().getInputArguments(),
                Path.of(System.getProperty("java.class.path")));
    }

    /** @param program jar of the program; an archive that is older is of another build */
    static boolean isWrittenAtEnd(List<String> arguments, Path program) {
        Optional<Path> archive = arguments.stream().filter(argument -> argument.startsWith(FILE))
                .map(argument -> Path.of(argument.substring(FILE.length()))).findFirst();
        try {
            return archive.isPresent() && arguments.contains(CREATES) && Files.isRegularFile(program)
                    && (Files.notExists(archive.get()) || Files.getLastModifiedTime(archive.get())
                            .compareTo(Files.getLastModifiedTime(program)) < 0);
        } catch (IOException e) {
            return false; // a file was just deleted, and nothing depends on the answer
        }
    }
}
