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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Watch on the owner of this process. A killed owner runs no code, so this process detects its end: by the end of
 * standard input, which the operating system closes, or by polling the owner's process id.
 */
final class Owner {

    private static final long POLL_MS = 250;

    private Owner() {}

    /** Runs {@code end} on a separate thread when the owner in the options ends. */
    static void watch(ServerOptions options, Runnable end) {
        options.owner().ifPresent(pid -> inBackground("owner-process", () -> awaitEnd(pid), end));
        if (options.watchInput()) {
            inBackground("owner-input", () -> awaitEnd(System.in), end);
        }
    }

    private static void awaitEnd(long pid) throws InterruptedException {
        ProcessHandle process = ProcessHandle.of(pid).orElse(null);
        while (process != null && process.isAlive() && !isZombie(pid)) {
            Thread.sleep(POLL_MS);
        }
    }

    /** Returns true if a process has ended but was not reaped by its parent, which is common in containers. */
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return false;
        }
    }

    private static void awaitEnd(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // An unreadable stream counts as ended.
        }
    }

    private static void inBackground(String name, Wait wait, Runnable end) {
        Thread thread = new Thread(() -> {
            try {
                wait.await();
                end.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Wait {
        void await() throws InterruptedException;
    }
}
