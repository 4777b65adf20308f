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

/** The store is in use by another process. */
final class StoreInUseException extends IOException {

    private static final long serialVersionUID = 1;

    StoreInUseException(String message) {
        super(message);
    }
}
