package io.graphrecall.architecture;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Module of the recall process and its direct dependencies. Transitive dependencies are allowed too. */
enum Module {
    GRAPH_SCHEMA("schema"),
    CYPHER("cypher", GRAPH_SCHEMA),
    LOADERS("loaders", CYPHER),
    WORLD("world", GRAPH_SCHEMA),
    GENERATION("generation", GRAPH_SCHEMA),
    METAPATH("metapath", CYPHER, GENERATION),
    RETRIEVAL("retrieval", METAPATH),
    CONTENT("content", CYPHER, GENERATION),
    GNN("gnn", RETRIEVAL, CONTENT),
    BLEND("blend", RETRIEVAL),
    PIPELINE("pipeline", GNN, BLEND),
    OFFLINE("offline", PIPELINE),
    SERVICE("service", PIPELINE, LOADERS),
    NEO4J_PROCESS("neo4j", GRAPH_SCHEMA),
    HOME("home", OFFLINE, SERVICE, NEO4J_PROCESS),
    EVALUATION("evaluation", HOME),
    CLI("cli", EVALUATION, WORLD);

    static final String ROOT = "io.graphrecall.";

    private final String name;
    private final List<Module> uses;

    Module(String name, Module... uses) {
        this.name = name;
        this.uses = List.of(uses);
    }

    /** Returns the package pattern for ArchUnit. */
    String packages() {
        return ROOT + name + "..";
    }

    /** Returns all direct and transitive dependencies. */
    Set<Module> mayUse() {
        return uses.stream().flatMap(used -> Stream.concat(Stream.of(used), used.mayUse().stream()))
                .collect(Collectors.toSet());
    }

    /** Returns the modules that this module must not use. */
    Set<Module> mustNotUse() {
        Set<Module> allowed = mayUse();
        return Stream.of(values()).filter(module -> module != this && !allowed.contains(module))
                .collect(Collectors.toSet());
    }
}
