package io.graphrecall.neo4j;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** The folder of a store as seen from outside the process that holds it; its files are described there. */
record StoreFolder(Path path) {

    static StoreFolder of(Path home) {
        return new StoreFolder(home.toAbsolutePath().normalize().resolve("graph"));
    }

    /** Makes the folder, where there is none; others than its owner cannot look into it. */
    void create() throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path.getParent());
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.createDirectories(output().getParent());
    }

    /** What to say where another process holds the store. */
    RecallException inUse() {
        String holder = running().map(running -> "process " + running.pid()).orElse("another process");
        return new RecallException(Code.CONFLICT, "the graph store " + path + " is in use by " + holder);
    }

    /** The process that answers for this store. What a killed one left behind does not count. */
    Optional<RunningProcess> running() {
        Path file = path.resolve("process.properties");
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
            return RunningProcess.of(
                    Long.parseLong(values.getProperty("pid", "")),
                    Instant.ofEpochMilli(Long.parseLong(values.getProperty("started", ""))),
                    Integer.parseInt(values.getProperty("port", "")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            throw new RecallException(Code.CONFLICT, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    String password() {
        Path file = path.resolve("password");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new RecallException(Code.CONFLICT, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What the processes of this store printed, one after the other. */
    Path output() {
        return path.resolve("logs").resolve("process.log");
    }
}
