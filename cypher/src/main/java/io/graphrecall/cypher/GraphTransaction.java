package io.graphrecall.cypher;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What happens in one transaction of {@link GraphClient#write}: all of it is committed, or nothing is. Not for use
 * after that call, nor by several threads.
 */
public interface GraphTransaction {

    /** Runs a statement and returns its rows, each made into a value by {@code row}. */
    <T> List<T> run(CypherStatement statement, Map<String, ?> parameters, Function<GraphRow, T> row);

    /** Runs a statement for its effect. Rows it may return are dropped. */
    WriteCounts execute(CypherStatement statement, Map<String, ?> parameters);
}
