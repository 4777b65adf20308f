/*
 * Copyright (C) 2026 the graph-recall authors
 *
 * This file is part of neo4j-local. neo4j-local is free software: you can redistribute it and/or modify it under the
 * terms of the GNU General Public License as published by the Free Software Foundation, either version 3 of the
 * License, or (at your option) any later version. It is distributed in the hope that it will be useful, but without
 * any warranty; see the GNU General Public License for more details: <https://www.gnu.org/licenses/>.
 */
/**
 * Separate process with Neo4j Community and the Graph Data Science library, for laptops and tests.
 *
 * <ul>
 * <li>{@link io.graphrecall.neo4j.local.LocalServer}: main class
 * <li>{@link io.graphrecall.neo4j.local.LockedStore}: folder of the store with its lock
 * <li>{@link io.graphrecall.neo4j.local.Database}: embedded database with Bolt and GDS
 * <li>{@link io.graphrecall.neo4j.local.Owner}: watch on the owner of this process
 * </ul>
 */
@NullMarked
package io.graphrecall.neo4j.local;

import org.jspecify.annotations.NullMarked;
