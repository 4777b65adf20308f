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

    private Successor() {}

    /** Replaces this process after its database panicked. */
    static void afterPanic() {
        pause(FAREWELL_MS);
        replaceThis();
    }

    /**
     * Starts a successor with the command line and the output of this process, and halts this process. The successor watches
     * the owner's process, because the owner closes the input of a process that ended.
     */
    static void replaceThis() {
        try {
            String line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
            List<String> command = new ArrayList<>(List.of(line.split("\0")));
            if (!command.contains(OPTION)) {
                command.add(OPTION);
            }
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
