package io.graphrecall.evaluation.run;

import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Counts;
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
    private long accepted;
    private long rejected;
    private String reason = "";

    EventReplay(EventIntake intake) {
        this.intake = intake;
    }

    void add(BehaviourEvent event) {
        pending.add(event);
        if (pending.size() == BATCH_SIZE) {
            post();
        }
    }

    /**
     * Posts the last events.
     *
     * @param maxRejectedShare maximum share of rejected events, as of a load
     * @throws RecallException with code CONFLICT if more were rejected
     */
    void finish(double maxRejectedShare) {
        post();
        if (rejected > maxRejectedShare * (accepted + rejected)) {
            throw new RecallException(Code.CONFLICT, "%,d of %,d validation events were rejected, the first because: %s"
                    .formatted(rejected, accepted + rejected, reason));
        }
    }

    /** Posts the pending events and waits for the acknowledgement. */
    private void post() {
        if (!pending.isEmpty()) {
            Receipt receipt = intake.post(List.copyOf(pending));
            if (rejected == 0 && !receipt.rejected().isEmpty()) {
                reason = receipt.rejected().getFirst().reason();
            }
            accepted += receipt.accepted();
            rejected += receipt.rejected().size();
            pending.clear();
        }
    }

    @Override
    public String toString() {
        return Counts.of(accepted, "event") + (rejected == 0 ? "" : ", " + Counts.of(rejected) + " rejected");
    }
}
