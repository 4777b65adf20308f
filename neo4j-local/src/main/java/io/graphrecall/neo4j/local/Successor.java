/*
 * Copyright (C) 2026 the graph-recall authors
 *
 * This file is part of neo4j-local. neo4j-local is free software: you can redistribute it and/or modify it under the
 * terms of the GNU General Public License as published by the Free Software Foundation, either version 3 of the
 * License, or (at your option) any later version. It is distributed in the hope that it will be useful, but without
 * any warranty; see the GNU General Public License for more details: <https://www.gnu.org/licenses/>.
 */
package io.graphrecall.neo4j.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Replacement of this process after its database panicked, which happens when a write fails, for instance on a full disk.
 * A panicked database refuses everything until it starts again. It must not be shut down: if the disk has space again, that
 * appends to a transaction log whose last entry is incomplete, and the log cannot be recovered. An incomplete entry at the
 * end is cut off at the next start. No committed transaction is lost.
 */
final class Successor {

    /** Option of the process that replaces another one. */
    static final String OPTION = "--await-space";

    private static final long MIN_FREE_BYTES = 64L << 20;
    private static final long PAUSE_MS = 2000;
    /** Time in which clients learn the reason of the panic. */
    private static final long FAREWELL_MS = 5000;
    private static final int PANIC = 4;
    /** Attempts to start. A lasting reason, such as a wrong setting, would repeat for ever. */
    private static final int MAX_ATTEMPTS = 10;

    private static volatile boolean panicked;

    private Successor() {}

    /** Replaces this process after its database panicked. Returns at once. */
    static void afterPanic() {
        panicked = true;
        new Thread(() -> {
            pause(FAREWELL_MS);
            replaceThis(1);
        }, "successor").start();
    }

    /** Halts this process if its database panicked, in place of a shutdown. */
    static void haltAfterPanic() {
        if (panicked) {
            Runtime.getRuntime().halt(PANIC);
        }
    }

    /** Starts a successor if an attempt failed and another one is left. Then this method does not return. */
    static void afterFailure(int attempt) {
        if (attempt > 0 && attempt < MAX_ATTEMPTS) {
            replaceThis(attempt + 1);
        }
    }

    /**
     * Starts a successor with the command line and the output of this process, and halts this process. The successor watches
     * the owner's process, because the owner closes the input of a process that ended.
     */
    private static void replaceThis(int attempt) {
        try {
            String line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
            List<String> command = new ArrayList<>(List.of(line.split("\0")));
            int option = command.indexOf(OPTION);
            if (option >= 0) {
                command.subList(option, option + 2).clear();
            }
            command.addAll(List.of(OPTION, Integer.toString(attempt)));
            if (command.remove("--watch-stdin")) {
                long owner = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
                command.addAll(List.of("--owner", Long.toString(owner)));
            }
            new ProcessBuilder(command).inheritIO().redirectInput(new File("/dev/null")).start();
        } catch (IOException e) {
            System.err.println("Could not start Neo4j again: " + e);
        }
        Runtime.getRuntime().halt(PANIC);
    }

    /** Waits until the predecessor has ended and the disk of a folder has space. */
    static void awaitSpace(Path folder) throws IOException {
        do {
            pause(PAUSE_MS);
        } while (Files.getFileStore(folder).getUsableSpace() < MIN_FREE_BYTES);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
