package io.graphrecall.loaders.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.cypher.testing.EmptyGraphTestBase;
import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.DataSet;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Base class of writer tests: an empty graph, and records as lines with apostrophes instead of quotes. */
abstract class GraphWriterTestBase extends EmptyGraphTestBase {

    final GraphWriter writer;
    private final EventFormat format = new EventFormat(Clock.systemUTC(), DataSet.Timestamps.REAL);

    GraphWriterTestBase(GraphAddress address) {
        super(address);
        writer = new GraphWriter(graph.client());
    }

    final WriteReport events(String lines) {
        Map<String, Integer> occurrences = new HashMap<>();
        List<BehaviourEvent> batch = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            batch.add(format.parse(json(line), batch.size(), occurrences.merge(line, 1, Integer::sum) - 1,
                    Conversion.UNREPORTED));
        }
        return writer.writeEvents(batch);
    }

    final BehaviourEvent event(String line, long order) {
        return format.parse(json(line), order, 0, Conversion.UNREPORTED);
    }

    final WriteReport contents(String lines) {
        return writer.writeContents(
                records(lines).map(json -> CatalogueFormat.content(json, Conversion.UNREPORTED)).toList());
    }

    final WriteReport users(String lines) {
        return writer
                .writeUsers(records(lines).map(json -> CatalogueFormat.user(json, Conversion.UNREPORTED)).toList());
    }

    final WriteReport tags(String lines) {
        return writer.writeTags(records(lines).map(json -> CatalogueFormat.tag(json, Conversion.UNREPORTED)).toList());
    }

    final WriteReport categories(String lines) {
        return writer.writeCategories(
                records(lines).map(json -> CatalogueFormat.category(json, Conversion.UNREPORTED)).toList());
    }

    static Stream<JsonNode> records(String lines) {
        return lines.lines().map(GraphWriterTestBase::json);
    }

    static JsonNode json(String line) {
        return StrictJson.parse(line.replace("\\\"", "\u0001").replace("'", "\"").replace("\u0001", "\\\""));
    }

    final List<String> impressed() {
        return graph.ask("MATCH (u:User {user_id: 'u'}) RETURN u.impressed AS i", row -> row.strings("i")).getFirst();
    }
}
