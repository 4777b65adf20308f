package io.graphrecall.schema;

/** What a data set says of itself; kept in the graph, because what a time means depends on it. */
public record DataSet(String name, Timestamps timestamps, Protocol protocol) {

    /** Whether times are real or only tell an order. */
    public enum Timestamps {
        REAL,
        ORDER_ONLY
    }

    /** How the data set wants to be evaluated. */
    public enum Protocol {
        LEAVE_ONE_OUT,
        TEMPORAL
    }

    /** For a graph that was never told. */
    public static final DataSet UNNAMED = new DataSet("unnamed", Timestamps.REAL, Protocol.LEAVE_ONE_OUT);
}
