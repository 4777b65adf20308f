/*
 * Copyright (C) 2026 the graph-recall authors
 *
 * This file is part of neo4j-local. neo4j-local is free software: you can redistribute it and/or modify it under the
 * terms of the GNU General Public License as published by the Free Software Foundation, either version 3 of the
 * License, or (at your option) any later version. It is distributed in the hope that it will be useful, but without
 * any warranty; see the GNU General Public License for more details: <https://www.gnu.org/licenses/>.
 */
package io.graphrecall.neo4j.local;

import org.neo4j.internal.kernel.api.exceptions.ProcedureException;
import org.neo4j.kernel.api.procedure.GlobalProcedures;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/**
 * Registration of the procedures and functions of the Graph Data Science library. Neo4j finds procedures only in its
 * plug-in folder. The library is on the class path instead, which lists its procedures under {@code META-INF/services}.
 */
final class GdsProcedures {

    private GdsProcedures() {}

    static void register(GraphDatabaseAPI database) throws IOException {
        GlobalProcedures procedures = database.getDependencyResolver().resolveDependency(GlobalProcedures.class);
        registerAll("Procedure", procedures::registerProcedure);
        registerAll("UserFunction", procedures::registerFunction);
        registerAll("UserAggregationFunction", procedures::registerAggregationFunction);
    }

    private static void registerAll(String kind, Registration registration) throws IOException {
        ClassLoader loader = GdsProcedures.class.getClassLoader();
        for (URL list : Collections.list(loader.getResources("META-INF/services/org.neo4j.procedure." + kind))) {
            for (String name : lines(list)) {
                try {
                    registration.register(Class.forName(name, true, loader));
                } catch (ClassNotFoundException | ProcedureException e) {
                    throw new IllegalStateException("Could not register " + name + " of " + list, e);
                }
            }
        }
    }

    private static List<String> lines(URL list) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(list.openStream(), StandardCharsets.UTF_8))) {
            return reader.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        }
    }

    private interface Registration {
        void register(Class<?> type) throws ProcedureException;
    }
}
