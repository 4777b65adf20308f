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
 * The folder of a store, held by this process until it ends, however it ends:
 *
 * <pre>
 * data/               the database
 * logs/               its logs
 * neo4j.conf          settings of the user's own, in Neo4j's format; optional
 * password            of the user neo4j; readable by the owner of the folder only
 * port                the one that was announced last
 * lock                locked by the process that holds the store
 * process.properties  pid, started (epoch milliseconds) and port of that process, once it answers
 * </pre>
 */
final class LockedStore {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path path;

    /** Never read: the operating system lets go of it when this process ends. */
    @SuppressWarnings("UnusedVariable")
    private final FileLock lock;

    private LockedStore(Path path, FileLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the folder where there is none, and takes hold of it.
     *
     * @throws StoreInUseException where another process holds it
     */
    static LockedStore hold(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path, attributes(OWNER_ONLY_FOLDER));
        }
        FileChannel channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new StoreInUseException("the graph store " + path + " is in use by " + holder(path));
        }
        LockedStore folder = new LockedStore(path, lock);
        folder.retract();
        return folder;
    }

    private static String holder(Path path) throws IOException {
        Path announced = path.resolve("process.properties");
        Properties values = new Properties();
        if (Files.exists(announced)) {
            values.load(new StringReader(Files.readString(announced)));
        }
        String pid = values.getProperty("pid");
        return pid == null ? "another process" : "process " + pid;
    }

    Path path() {
        return path;
    }

    /** The password of the user neo4j, made up when first asked for. */
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
     * The port that was announced last, so that who knows it finds the store again; 0 where there is none that is free, and
     * where the file is damaged.
     */
    int freePort() throws IOException {
        Path file = path.resolve("port");
        if (!Files.exists(file)) {
            return 0;
        }
        try (ServerSocket socket = new ServerSocket()) {
            int port = Integer.parseInt(Files.readString(file).strip());
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (BindException | IllegalArgumentException unusable) {
            return 0;
        }
    }

    /** Tells others where this process answers. */
    void announce(int port) throws IOException {
        write(path.resolve("port"), port + "\n");
        ProcessHandle self = ProcessHandle.current();
        long started = self.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        write(path.resolve("process.properties"),
                "pid=" + self.pid() + "\nstarted=" + started + "\nport=" + port + "\n");
    }

    /** Takes back what was announced, by this process or by one that was killed. */
    void retract() {
        try {
            Files.deleteIfExists(path.resolve("process.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written beside and renamed: readers see all of it or nothing. Never readable by others, not even for a moment. */
    private void write(Path file, String text) throws IOException {
        Path beside = path.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        Files.createFile(beside, attributes(OWNER_ONLY));
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
