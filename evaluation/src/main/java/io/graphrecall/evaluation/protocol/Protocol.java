package io.graphrecall.evaluation.protocol;

import io.graphrecall.schema.DataSet;

import java.util.Arrays;
import java.util.Optional;

/** A way to split a log into what is known and what is asked. Stateless. */
public sealed interface Protocol permits LeaveOneOut, Temporal {

    /** The name in reports and on the command line. */
    String wireName();

    /** Splits a log. */
    Split split(EventLog log);

    /** The protocol of a wire name. */
    static Optional<Protocol> ofWireName(String name) {
        return Arrays.stream(DataSet.Protocol.values()).map(Protocol::of)
                .filter(protocol -> protocol.wireName().equals(name)).findFirst();
    }

    /** The protocol a data set asks for. */
    static Protocol of(DataSet.Protocol protocol) {
        return switch (protocol) {
            case LEAVE_ONE_OUT -> new LeaveOneOut();
            case TEMPORAL -> new Temporal();
        };
    }
}
