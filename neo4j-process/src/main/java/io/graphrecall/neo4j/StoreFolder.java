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

/** Folder of a store, as seen by other processes. {@code neo4j-local/README.md} describes its files. */
record StoreFolder(Path path) {

    static StoreFolder of(Path home) {
        return new StoreFolder(home.toAbsolutePath().normalize().resolve("graph"));
    }

    /** Creates the folder if it is missing, accessible to its owner only. */
    void create() throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path.getParent());
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.createDirectories(output().getParent());
    }

    /** Lock file of the process that uses the store. */
    Path lockFile() {
        return path.resolve("lock");
    }

    /** Returns the exception for a store that another process uses. */
    RecallException inUse() {
        String holder = running().map(running -> "process " + running.pid()).orElse("another process");
        return new RecallException(Code.CONFLICT, "The graph store " + path + " is in use by " + holder);
    }

    /** Returns the ready process of this store. The file of a killed process is ignored. */
    Optional<RunningProcess> running() {
        Path file = path.resolve("process.properties");
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
            return RunningProcess.of(
                    Long.parseLong(values.getProperty("pid", "")),
                    Instant.ofEpochMilli(Long.parseLong(values.getProperty("started", ""))),
                    Integer.parseInt(values.getProperty("port", "")), path);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            throw new RecallException(Code.CONFLICT, "Could not read " + file + ": " + e.getMessage(), e);
        }
    }

    String password() {
        Path file = passwordFile();
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new RecallException(Code.CONFLICT, "Could not read " + file + ": " + e.getMessage(), e);
        }
    }

    Path passwordFile() {
        return path.resolve("password");
    }

    /** Settings of the user, which may be missing. */
    Path configuration() {
        return path.resolve("neo4j.conf");
    }

    /** Log of the output of all processes of this store. */
    Path output() {
        return path.resolve("logs").resolve("process.log");
    }
}
