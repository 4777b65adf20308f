package io.graphrecall.evaluation.run;

import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.util.ArrayList;
import java.util.List;

/** Writes events to the graph in batches, as a service does with posted events. Not thread-safe. */
final class EventReplay {

    private static final int BATCH_SIZE = 500;

    private final GraphWriter writer;
    private final List<BehaviourEvent> pending = new ArrayList<>(BATCH_SIZE);
    private long accepted;
    private long rejected;
    private String reason = "";

    EventReplay(GraphWriter writer) {
        this.writer = writer;
    }

    void add(BehaviourEvent event) {
        pending.add(event);
        if (pending.size() == BATCH_SIZE) {
            write();
        }
    }

    /**
     * Writes the last events.
     *
     * @param maxRejectedShare maximum share of rejected events, as of a load
     * @throws RecallException with code CONFLICT if more were rejected
     */
    void finish(double maxRejectedShare) {
        write();
        if (rejected > maxRejectedShare * (accepted + rejected)) {
            throw new RecallException(Code.CONFLICT, "%,d of %,d validation events were rejected, the first because: %s"
                    .formatted(rejected, accepted + rejected, reason));
        }
    }

    private void write() {
        if (!pending.isEmpty()) {
            WriteReport report = writer.writeEvents(List.copyOf(pending));
            if (rejected == 0 && !report.rejected().isEmpty()) {
                reason = report.rejected().getFirst().reason();
            }
            accepted += pending.size() - report.rejected().size();
            rejected += report.rejected().size();
            pending.clear();
        }
    }

    @Override
    public String toString() {
        return Counts.of(accepted, "event") + (rejected == 0 ? "" : ", " + Counts.of(rejected) + " rejected");
    }
}
