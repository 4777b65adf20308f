package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphTransaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Relationships of one type that a batch creates between existing nodes. */
final class Links {

    private final CypherStatement create;
    private final List<Map<String, String>> rows = new ArrayList<>();

    Links(CypherStatement create) {
        this.create = create;
    }

    void add(String source, String target) {
        rows.add(Map.of("source", source, "target", target));
    }

    void create(GraphTransaction tx) {
        if (!rows.isEmpty()) {
            tx.execute(create, Map.of("rows", rows));
        }
    }
}
