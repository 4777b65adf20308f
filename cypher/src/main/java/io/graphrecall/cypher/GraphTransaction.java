package io.graphrecall.cypher;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Operations of one transaction of {@link GraphClient#write}, which are committed together or not at all. Must not be
 * used after that call or by several threads.
 */
public interface GraphTransaction {

    /** Runs a statement and maps each row to a value. */
    <T> List<T> run(CypherStatement statement, Map<String, ?> parameters, Function<GraphRow, T> row);

    /** Runs a statement for its side effects and discards any rows. */
    WriteCounts execute(CypherStatement statement, Map<String, ?> parameters);
}
