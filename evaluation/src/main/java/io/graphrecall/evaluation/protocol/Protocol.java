package io.graphrecall.evaluation.protocol;

import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.WireNamed;

import java.util.Optional;

/** Protocol that splits a log into training, validation and test events. Stateless. */
public sealed interface Protocol permits LeaveOneOut, Temporal {

    /** Returns the name in reports and on the command line. */
    String wireName();

    /**
     * Splits a log.
     *
     * @throws io.graphrecall.schema.RecallException with code INVALID if the protocol does not fit the log
     */
    Split split(EventLog log);

    static Optional<Protocol> ofWireName(String name) {
        return WireNamed.find(DataSet.Protocol.class, name).map(Protocol::of);
    }

    static Protocol of(DataSet.Protocol protocol) {
        return switch (protocol) {
            case LEAVE_ONE_OUT -> new LeaveOneOut();
            case TEMPORAL -> new Temporal();
        };
    }
}
