/*
 * Copyright (C) 2026 the graph-recall authors
 *
 * This file is part of neo4j-local. neo4j-local is free software: you can redistribute it and/or modify it under the
 * terms of the GNU General Public License as published by the Free Software Foundation, either version 3 of the
 * License, or (at your option) any later version. It is distributed in the hope that it will be useful, but without
 * any warranty; see the GNU General Public License for more details: <https://www.gnu.org/licenses/>.
 */
package io.graphrecall.neo4j.local;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Command-line options.
 *
 * @param home       folder of the store
 * @param port       Bolt port on the loopback interface; 0 for that of the store if it is free, else any free port
 * @param owner      id of the owner process; this process ends with it
 * @param watchInput true to end when standard input ends
 * @param attempt    number of the attempt to replace a process whose database panicked, from 1; 0 for another start
 * @param pageCache  size of the page cache, for instance 512m
 */
record ServerOptions(
        Path home, int port, OptionalLong owner, boolean watchInput, int attempt, String pageCache) {

    static final String USAGE = """
            Usage: --home DIR [--port N] [--owner PID] [--watch-stdin] [--await-space N] [--page-cache SIZE]
              --home DIR         Folder of the store, created if missing. Required.
              --port N           Bolt port on 127.0.0.1; 0 takes that of the store if it is free, else any
                                 free port (default: 0).
              --owner PID        Ends when this process ends.
              --watch-stdin      Ends when standard input ends.
              --await-space N    Waits until the disk has 64 MiB free, and tries again if the start fails, unless
                                 this is attempt 10.
              --page-cache SIZE  Size of the page cache (default: 512m).""";

    ServerOptions {
        home = home.toAbsolutePath().normalize();
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port must be between 0 and 65535, but is " + port);
        }
    }

    static ServerOptions parse(String... arguments) {
        Path home = null;
        int port = 0;
        OptionalLong owner = OptionalLong.empty();
        boolean watchInput = false;
        int attempt = 0;
        String pageCache = "512m";
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            switch (option) {
                case "--home" -> home = Path.of(value(arguments, ++i, option));
                case "--port" -> port = Math.toIntExact(number(arguments, ++i, option));
                case "--owner" -> owner = OptionalLong.of(number(arguments, ++i, option));
                case "--watch-stdin" -> watchInput = true;
                case Successor.OPTION -> attempt = Math.toIntExact(number(arguments, ++i, option));
                case "--page-cache" -> pageCache = value(arguments, ++i, option);
                default -> throw new IllegalArgumentException("Unknown option " + option);
            }
        }
        if (home == null) {
            throw new IllegalArgumentException("Option --home is required");
        }
        return new ServerOptions(home, port, owner, watchInput, attempt, pageCache);
    }

    private static String value(String[] arguments, int index, String option) {
        if (index >= arguments.length) {
            throw new IllegalArgumentException("Option " + option + " needs a value");
        }
        return arguments[index];
    }

    private static long number(String[] arguments, int index, String option) {
        String value = value(arguments, index, option);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Option " + option + " must be a number, but is '" + value + "'", e);
        }
    }
}
