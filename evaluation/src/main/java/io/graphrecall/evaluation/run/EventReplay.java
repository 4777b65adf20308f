package io.graphrecall.evaluation.run;

import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.service.intake.EventIntake;
import io.graphrecall.service.intake.Receipt;

import java.util.ArrayList;
import java.util.List;

/** Posts events as a client of the service would, some hundred at a time. Not thread-safe. */
final class EventReplay {

    private static final int POST = 500;

    private final EventIntake intake;
    private final List<BehaviourEvent> waiting = new ArrayList<>(POST);
    private long posted;

    EventReplay(EventIntake intake) {
        this.intake = intake;
    }

    void add(BehaviourEvent event) {
        waiting.add(event);
        if (waiting.size() == POST) {
            flush();
        }
    }

    /** Posts what waits, and returns once it is acknowledged. */
    void flush() {
        if (!waiting.isEmpty()) {
            Receipt receipt = intake.post(List.copyOf(waiting));
            if (!receipt.rejected().isEmpty()) {
                throw new RecallException(Code.CONFLICT, receipt.rejected().size()
                        + " validation events were not taken, the first because: "
                        + receipt.rejected().getFirst().reason());
            }
            posted += waiting.size();
            waiting.clear();
        }
    }

    /** How many events were posted. */
    long posted() {
        return posted;
    }
}
