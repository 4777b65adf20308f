/*
 * Copyright (C) 2026 the graph-recall authors
 *
 * This file is part of neo4j-local. neo4j-local is free software: you can redistribute it and/or modify it under the
 * terms of the GNU General Public License as published by the Free Software Foundation, either version 3 of the
 * License, or (at your option) any later version. It is distributed in the hope that it will be useful, but without
 * any warranty; see the GNU General Public License for more details: <https://www.gnu.org/licenses/>.
 */
/**
 * Neo4j Community with the Graph Data Science library as a process of its own, for laptops and tests.
 *
 * <ul>
 * <li>{@link io.graphrecall.neo4j.local.LocalServer}: the main class, from start to stop
 * <li>{@link io.graphrecall.neo4j.local.LockedStore}: what lies in the folder of a store, and who holds it
 * <li>{@link io.graphrecall.neo4j.local.Database}: the embedded database, Bolt and GDS
 * <li>{@link io.graphrecall.neo4j.local.Owner}: the process or stream whose end ends this process
 * </ul>
 */
@NullMarked
package io.graphrecall.neo4j.local;

import org.jspecify.annotations.NullMarked;
