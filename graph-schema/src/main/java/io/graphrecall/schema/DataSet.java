package io.graphrecall.schema;

/** Metadata of a data set. It is stored in the graph because the meaning of event times depends on it. */
public record DataSet(String name, Timestamps timestamps, Protocol protocol) {

    /** Meaning of event times: real times, or positions in a sequence. */
    public enum Timestamps implements WireNamed.Hyphenated {
        REAL,
        ORDER_ONLY
    }

    /** Evaluation protocol of the data set. */
    public enum Protocol implements WireNamed.Hyphenated {
        LEAVE_ONE_OUT,
        TEMPORAL
    }

    /** Returns metadata with the names of constants as the graph stores them, such as {@code order-only}. */
    public static DataSet ofStored(String name, String timestamps, String protocol) {
        return new DataSet(name, WireNamed.find(Timestamps.class, timestamps).orElseThrow(),
                WireNamed.find(Protocol.class, protocol).orElseThrow());
    }

    /** Metadata of a graph into which no data set has been loaded. */
    public static final DataSet UNNAMED = new DataSet("unnamed", Timestamps.REAL, Protocol.LEAVE_ONE_OUT);
}
