/*
 * Copyright (C) 2026 the graph-recall authors
 *
 * This file is part of neo4j-local. neo4j-local is free software: you can redistribute it and/or modify it under the
 * terms of the GNU General Public License as published by the Free Software Foundation, either version 3 of the
 * License, or (at your option) any later version. It is distributed in the hope that it will be useful, but without
 * any warranty; see the GNU General Public License for more details: <https://www.gnu.org/licenses/>.
 */
package io.graphrecall.neo4j.local;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Properties;
import java.util.Set;

/**
 * Folder of a store, locked by this process until the process ends:
 *
 * <pre>
 * data/               database
 * logs/               logs
 * neo4j.conf          optional user settings in Neo4j's format
 * password            password of the user neo4j, readable by the owner of the folder only
 * port                Bolt port, written at the first start; may be edited
 * lock                lock file of the process that uses the store
 * process.properties  pid, started (epoch milliseconds) and port of that process, from when it is ready
 * </pre>
 */
final class LockedStore {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

    /** Ports of stores, below those that operating systems give to outgoing connections. */
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;

    private final Path path;

    /** Never read. The operating system releases it when this process ends. */
    @SuppressWarnings("UnusedVariable")
    private final FileLock lock;

    /** Port of the process before, if it ended without {@link #unpublish}; otherwise 0. */
    private final int portBefore;

    /** Another process has locked the store. */
    static final class InUseException extends IOException {

        private static final long serialVersionUID = 1;

        InUseException(String message) {
            super(message);
        }
    }

    private LockedStore(Path path, FileLock lock) throws IOException {
        this.path = path;
        this.lock = lock;
        portBefore = number(published(path).getProperty("port", ""));
    }

    /**
     * Creates the folder if necessary and locks it.
     *
     * @throws InUseException if another process has locked it
     */
    static LockedStore open(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path, attributes(OWNER_ONLY_FOLDER));
        }
        FileChannel channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new InUseException("The graph store " + path + " is in use by " + holder(path));
        }
        LockedStore folder = new LockedStore(path, lock);
        folder.unpublish();
        return folder;
    }

    private static String holder(Path path) throws IOException {
        String pid = published(path).getProperty("pid");
        return pid == null ? "another process" : "process " + pid;
    }

    private static Properties published(Path path) throws IOException {
        Path processFile = path.resolve("process.properties");
        Properties values = new Properties();
        if (Files.exists(processFile)) {
            values.load(new StringReader(Files.readString(processFile)));
        }
        return values;
    }

    /** Returns a number, or 0 for any other text. */
    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    Path path() {
        return path;
    }

    /** Returns the password of the user neo4j. A random one is created on first use. */
    String password() throws IOException {
        Path file = path.resolve("password");
        if (!Files.exists(file)) {
            byte[] secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n");
        }
        return Files.readString(file).strip();
    }

    /**
     * Returns the port of the store, so that clients find it again after a restart. It is written at the first start and
     * may be edited. Returns 0 if the port is not free or the file is damaged.
     *
     * @param replaces true for a process that replaces another one: the port of that one comes first
     */
    int freePort(boolean replaces) throws IOException {
        Path file = path.resolve("port");
        if (!Files.exists(file)) {
            write(file, FIRST_PORT + Math.floorMod(path.toString().hashCode(), PORTS) + "\n");
        }
        int own = number(Files.readString(file));
        int port = replaces && isFree(portBefore) ? portBefore : own;
        return isFree(port) ? port : 0;
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port > 0;
        } catch (BindException | IllegalArgumentException unusable) {
            return false;
        }
    }

    /** Publishes process and port. */
    void publish(int port) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        long started = self.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        write(path.resolve("process.properties"),
                "pid=" + self.pid() + "\nstarted=" + started + "\nport=" + port + "\n");
    }

    /** Removes the published process, of this process or of one that was killed. */
    void unpublish() {
        try {
            Files.deleteIfExists(path.resolve("process.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file atomically by rename. The file is never readable by other users. */
    private void write(Path file, String text) throws IOException {
        Path temporary = path.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, attributes(OWNER_ONLY));
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
