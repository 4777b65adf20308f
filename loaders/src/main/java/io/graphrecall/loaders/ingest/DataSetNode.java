package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.loaders.format.DataSetFormat;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.RecallException;

import java.util.List;
import java.util.Map;

/** The node that stores the metadata of the graph's data set. */
final class DataSetNode {

    private static final CypherStatement READ = CypherStatement.of("ingest/data-set");
    private static final CypherStatement WRITE = CypherStatement.of("ingest/data-set-write");

    DataSet read(GraphClient graph) {
        return graph.read(READ, Map.of(), DataSetNode::of).stream().findFirst().orElse(DataSet.UNNAMED);
    }

    /** @param seq sequence number before the transaction */
    void write(GraphTransaction tx, long seq, DataSet dataSet) {
        check(tx, seq, dataSet);
        put(tx, dataSet);
    }

    /** Writes the metadata unless a graph with records already has some. */
    void writeIfAbsent(GraphTransaction tx, long seq, DataSet dataSet) {
        if (!check(tx, seq, dataSet)) {
            put(tx, dataSet);
        }
    }

    /** Returns true if the graph has records and metadata. Throws if its metadata is incompatible with the data set. */
    private static boolean check(GraphTransaction tx, long seq, DataSet dataSet) {
        if (seq == 0) {
            return false;
        }
        List<DataSet> stored = tx.run(READ, Map.of(), DataSetNode::of);
        DataSet existing = stored.isEmpty() ? DataSet.UNNAMED : stored.getFirst();
        if (existing.timestamps() != dataSet.timestamps()) {
            throw new RecallException(RecallException.Code.CONFLICT,
                    "the graph contains data set '" + existing.name() + "' with timestamps "
                            + existing.timestamps().wireName() + "; '" + dataSet.name() + "' has "
                            + dataSet.timestamps().wireName() + " timestamps; load it into another home (--home)");
        }
        return !stored.isEmpty();
    }

    private static DataSet of(GraphRow row) {
        return DataSet.ofStored(row.string("name"), row.string("timestamps"), row.string("protocol"));
    }

    private static void put(GraphTransaction tx, DataSet dataSet) {
        tx.execute(WRITE, DataSetFormat.fields(dataSet));
    }
}
