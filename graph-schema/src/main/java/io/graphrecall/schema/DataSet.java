package io.graphrecall.schema;

/** Metadata of a data set. It is stored in the graph because the meaning of event times depends on it. */
public record DataSet(String name, Timestamps timestamps, Protocol protocol) {

    /** Meaning of event times: real times, or positions in a sequence. */
    public enum Timestamps {
        REAL,
        ORDER_ONLY
    }

    /** Evaluation protocol of the data set. */
    public enum Protocol {
        LEAVE_ONE_OUT,
        TEMPORAL
    }

    /** Metadata of a graph into which no data set has been loaded. */
    public static final DataSet UNNAMED = new DataSet("unnamed", Timestamps.REAL, Protocol.LEAVE_ONE_OUT);
}
