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
import java.time.Duration;

/**
 * Main class of the local Neo4j process. It runs until it receives SIGTERM or its owner ends. It prints one line
 * {@code READY bolt://127.0.0.1:PORT} when it is ready, and errors as one line on standard error.
 *
 * <p>If the database panics, a {@link Successor} replaces the process.
 *
 * <p>Exit codes: 1 for a failure, 2 for wrong usage, 3 if the JVM is out of memory, 4 after a panic, 5 if another process
 * uses the store.
 */
public final class LocalServer {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private static final int FAILURE = 1;
    private static final int WRONG_USAGE = 2;
    private static final int STORE_IN_USE = 5;

    private LocalServer() {}

    public static void main(String[] arguments) {
        ServerOptions options;
        try {
            options = ServerOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            throw exit(WRONG_USAGE, rootMessage(e) + System.lineSeparator() + ServerOptions.USAGE);
        }
        try {
            run(options);
        } catch (LockedStore.InUseException e) {
            throw exit(STORE_IN_USE, rootMessage(e));
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            Successor.afterFailure(options.attempt());
            throw exit(FAILURE, "Could not start Neo4j in " + options.home() + ": " + rootMessage(e));
        }
    }

    /** Starts the server. The owner is watched first, so its end during the start ends this process. */
    private static void run(ServerOptions options) throws IOException {
        Owner.watch(options, () -> System.exit(0));
        if (options.attempt() > 0) {
            Successor.awaitSpace(options.home());
        }
        LockedStore folder = LockedStore.open(options.home());
        Database database = Database.start(folder, options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(folder, database), "shutdown"));
        folder.publish(database.port());
        System.out.println("READY bolt://127.0.0.1:" + database.port());
    }

    /**
     * Shuts the database down within {@link #STOP_LIMIT}. A shutdown waits for the rollback of open transactions, which
     * may take long for large ones. After the limit the process halts. The store then recovers at the next start.
     */
    private static void stop(LockedStore folder, Database database) {
        Successor.haltAfterPanic();
        Thread limit = new Thread(() -> {
            try {
                Thread.sleep(STOP_LIMIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(0);
        }, "shutdown-limit");
        limit.setDaemon(true);
        limit.start();
        folder.unpublish();
        database.close();
    }

    private static Error exit(int code, String message) {
        System.err.println(message);
        System.exit(code);
        return new AssertionError("the process has ended");
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
