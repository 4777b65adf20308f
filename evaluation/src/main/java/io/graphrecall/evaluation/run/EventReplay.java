package io.graphrecall.evaluation.run;

import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.service.intake.EventIntake;
import io.graphrecall.service.intake.Receipt;

import java.util.ArrayList;
import java.util.List;

/** Replay of events through the event intake of the service, in batches. Not thread-safe. */
final class EventReplay {

    private static final int BATCH_SIZE = 500;

    private final EventIntake intake;
    private final List<BehaviourEvent> pending = new ArrayList<>(BATCH_SIZE);
    private long posted;

    EventReplay(EventIntake intake) {
        this.intake = intake;
    }

    void add(BehaviourEvent event) {
        pending.add(event);
        if (pending.size() == BATCH_SIZE) {
            flush();
        }
    }

    /** Posts the pending events and waits for the acknowledgement. */
    void flush() {
        if (!pending.isEmpty()) {
            Receipt receipt = intake.post(List.copyOf(pending));
            if (!receipt.rejected().isEmpty()) {
                throw new RecallException(Code.CONFLICT, receipt.rejected().size()
                        + " validation events were rejected, the first because: "
                        + receipt.rejected().getFirst().reason());
            }
            posted += pending.size();
            pending.clear();
        }
    }

    long posted() {
        return posted;
    }
}
