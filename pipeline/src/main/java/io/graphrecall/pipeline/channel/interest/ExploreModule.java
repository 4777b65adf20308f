package io.graphrecall.pipeline.channel.interest;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/** Serves the channel {@code explore} and counts which contents are shown. */
public final class ExploreModule implements ServingModule {

    public static final Factory FACTORY = Factory.with(ExploreSettings.SECTION, ExploreModule::new);

    private final ExploreSettings settings;
    private final ExploreChannel channel;

    /** Counts of the generations in use. An entry ends with the snapshots that refer to it. */
    private final Set<Exposures> inUse = Collections.newSetFromMap(new WeakHashMap<>());
    private @Nullable Exposures latest;
    private @Nullable GenerationId latestGeneration;

    public ExploreModule(ExploreSettings settings, ModuleContext context) {
        this.settings = settings;
        channel = new ExploreChannel(settings.scanned(), context.boards());
    }

    @Override
    public List<RecallChannel> channels() {
        return List.of(channel);
    }

    @Override
    public OpenedModule open(OpeningGeneration generation) {
        synchronized (inUse) {
            GenerationId id = generation.generation().manifest().id();
            boolean isRollback = latestGeneration != null && id.compareTo(latestGeneration) < 0;
            Exposures exposures = new Exposures(generation.tables(), settings, latest, isRollback);
            inUse.add(exposures);
            latest = exposures;
            latestGeneration = id;
            return exposures;
        }
    }

    @Override
    public void shown(Collection<String> contents) {
        synchronized (inUse) {
            inUse.forEach(exposures -> exposures.shown(contents));
        }
    }
}
