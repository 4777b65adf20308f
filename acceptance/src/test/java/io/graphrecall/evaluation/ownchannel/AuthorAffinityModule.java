package io.graphrecall.evaluation.ownchannel;

import io.graphrecall.generation.SparseTable;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Serves the affinity of authors that {@link AuthorAffinityStep} learned. */
final class AuthorAffinityModule implements ServingModule {

    static final ServingModule.Factory FACTORY = ServingModule.Factory.with(
            AuthorAffinitySettings.SECTION, (settings, context) -> new AuthorAffinityModule(settings));

    private final AuthorAffinitySettings settings;

    private AuthorAffinityModule(AuthorAffinitySettings settings) {
        this.settings = settings;
    }

    /** The affinity of authors in one generation. */
    record Opened(SparseTable affinity) implements OpenedModule {}

    @Override
    public List<RecallChannel> channels() {
        return List.of(new AuthorAffinityChannel(settings));
    }

    @Override
    public @Nullable Opened open(OpeningGeneration generation) {
        return generation.generation().has(AuthorAffinityStep.TABLE)
                ? new Opened(generation.generation().table(AuthorAffinityStep.TABLE))
                : null;
    }
}
