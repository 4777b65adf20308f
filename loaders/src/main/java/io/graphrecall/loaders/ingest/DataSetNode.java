package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.loaders.format.DataSetFormat;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.RecallException;

import java.util.List;
import java.util.Map;

/** The one node that says which data set the graph holds. */
final class DataSetNode {

    private static final CypherStatement READ = CypherStatement.of("ingest/data-set");
    private static final CypherStatement WRITE = CypherStatement.of("ingest/data-set-write");

    void write(GraphTransaction tx, DataSet dataSet) {
        check(tx, dataSet);
        put(tx, dataSet);
    }

    /** Leaves what a graph that holds something says already. */
    void writeWhereNone(GraphTransaction tx, DataSet dataSet) {
        if (!check(tx, dataSet)) {
            put(tx, dataSet);
        }
    }

    /** Whether the graph holds something and says what; refuses what does not go with it. */
    private static boolean check(GraphTransaction tx, DataSet dataSet) {
        boolean empty = Sequence.lock(tx) == 0;
        String timestamps = DataSetFormat.wireName(dataSet.timestamps());
        List<String> found = tx.run(READ, Map.of(), row -> {
            if (!empty && !timestamps.equals(row.string("timestamps"))) {
                throw new RecallException(RecallException.Code.CONFLICT,
                        "the graph holds data set '" + row.string("name") + "' with timestamps "
                                + row.string("timestamps") + "; '" + dataSet.name() + "' has " + timestamps
                                + " ones and needs a graph of its own (--home)");
            }
            return timestamps;
        });
        return !empty && !found.isEmpty();
    }

    private static void put(GraphTransaction tx, DataSet dataSet) {
        tx.execute(WRITE, Map.of("name", dataSet.name(), "timestamps", DataSetFormat.wireName(dataSet.timestamps()),
                "protocol", DataSetFormat.wireName(dataSet.protocol())));
    }
}
