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
 * Runs Neo4j until it is told to stop: by SIGTERM, or by the end of its owner. Prints one line
 * {@code READY bolt://127.0.0.1:PORT} once it answers; what went wrong is one line on standard error.
 *
 * <p>Exit codes: 1 for trouble, 2 for wrong usage, 3 where another process holds the store.
 */
public final class LocalServer {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private static final int TROUBLE = 1;
    private static final int WRONG_USAGE = 2;
    private static final int STORE_IN_USE = 3;

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
        } catch (StoreInUseException e) {
            throw exit(STORE_IN_USE, rootMessage(e));
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            throw exit(TROUBLE, "Neo4j cannot start in " + options.home() + ": " + rootMessage(e));
        }
    }

    /** The owner is watched from the first moment: one that ends while Neo4j starts ends it all the same. */
    private static void run(ServerOptions options) throws IOException {
        Owner.watch(options, () -> System.exit(0));
        LockedStore folder = LockedStore.hold(options.home());
        Database database = Database.start(folder, options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(folder, database), "shutdown"));
        folder.announce(database.port());
        System.out.println("READY bolt://127.0.0.1:" + database.port());
    }

    /**
     * An orderly end waits for open transactions to be undone, which takes as long as they were large. What is not over in
     * time is cut off: to the store that is a kill, which costs it nothing but a recovery at the next start.
     */
    private static void stop(LockedStore folder, Database database) {
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
        folder.retract();
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
