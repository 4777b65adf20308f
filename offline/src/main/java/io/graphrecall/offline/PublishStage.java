package io.graphrecall.offline;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.metapath.extract.ErasedGenerations;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;

import java.util.List;
import java.util.Optional;

/** {@link Stage#PUBLISH}: activates a generation that passes the {@link PublishGate}. Deletes old generations, and those that name erased users or deleted queries. */
final class PublishStage {

    private static final System.Logger LOG = System.getLogger(PublishStage.class.getName());

    private final GenerationStore store;
    private final ErasedGenerations erased;

    PublishStage(GraphClient graph, GenerationStore store) {
        this.store = store;
        this.erased = new ErasedGenerations(graph, store);
    }

    /** @throws RecallException with code {@code CONFLICT} if the generation fails the gate */
    void run(GenerationManifest manifest, Progress progress) {
        GenerationId id = manifest.id();
        progress.begin("Publishing " + id, -1);
        List<String> problems = PublishGate.problems(PublishGate.checks(manifest.metrics(),
                PublishGate.active(store).filter(other -> !other.equals(manifest))));
        if (!problems.isEmpty()) {
            throw new RecallException(RecallException.Code.CONFLICT,
                    "generation " + id + " fails the publish gate: " + String.join("; ", problems)
                            + ". To serve it anyway, run: recall generations activate " + id);
        }
        progress.advance(1);
        // The previous one still serves, and does so on if a member cannot open the new one.
        List<GenerationId> serving = Optional.ofNullable(store.readableCurrent()).stream().toList();
        store.activate(id);
        progress.end("active" + deleteOthers(serving));
    }

    /** Deletes other generations and returns an addition to the outcome. A failure leaves the new generation active. */
    private String deleteOthers(List<GenerationId> serving) {
        try {
            store.prune(GenerationStore.DEFAULT_RETENTION, serving);
            int deleted = erased.delete().size();
            return deleted == 0
                    ? ""
                    : ", %,d that name erased users or deleted queries are deleted".formatted(deleted);
        } catch (RecallException e) {
            LOG.log(System.Logger.Level.ERROR, "Generations that are not needed could not be deleted", e);
            return "; generations that are not needed or name erased users could not be deleted, the next build tries again: "
                    + e.getMessage();
        }
    }
}
