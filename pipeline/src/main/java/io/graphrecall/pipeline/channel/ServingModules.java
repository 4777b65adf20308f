package io.graphrecall.pipeline.channel;

import io.graphrecall.generation.Generation;
import io.graphrecall.pipeline.filter.EligibilitySettings;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.overlay.OpenedModules;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.profile.ProfileParameters;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The serving modules of a running service. Thread-safe. */
public final class ServingModules implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServingModules.class);

    private final ModuleContext context;
    private final List<ServingModule> modules = new ArrayList<>();

    /** Starts modules in their order. Closes those that started if one fails. */
    public ServingModules(List<ServingModule.Factory> factories, ModuleContext context) {
        this.context = context;
        try {
            factories.forEach(factory -> modules.add(factory.start(context)));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The channels of all modules, in the order of the modules. */
    public List<RecallChannel> channels() {
        return modules.stream().flatMap(module -> module.channels().stream()).toList();
    }

    /** Reads a generation into a snapshot without changes. Every module opens its data, in the order of the modules. */
    public ServingSnapshot open(Generation generation) {
        GraphTables stored = GraphTables.read(generation);
        GraphTables tables = context.settings().get(EligibilitySettings.SECTION).undescribed()
                ? stored.withUndescribed()
                : stored;
        Map<String, ServingSpace> spaces = ServingSpace.ofAll(
                VectorSpace.readAll(generation), generation.manifest().seed());
        OpenedModules opened = OpenedModules.NONE;
        for (ServingModule module : modules) {
            OpenedModule data = open(module, new OpeningGeneration(generation, tables, spaces, opened));
            opened = data == null ? opened : opened.with(data);
        }
        return ServingSnapshot.of(
                generation.manifest(), tables, spaces, opened, context.terms()::of, ProfileParameters.DEFAULT);
    }

    /** A model of another version, as after an update, leaves out its module and not the generation. */
    private static @Nullable OpenedModule open(ServingModule module, OpeningGeneration opening) {
        try {
            return module.open(opening);
        } catch (RecallException e) {
            if (e.code() != RecallException.Code.CONFLICT) {
                throw e;
            }
            LOG.warn("generation {} serves in part: {}", opening.generation().manifest().id().value(), e.getMessage());
            return null;
        }
    }

    /** Tells the modules which contents users were shown. */
    public void shown(Collection<String> contents) {
        modules.forEach(module -> module.shown(contents));
    }

    /** Removes everything that modules keep of a user, who was deleted from the graph. */
    public void forget(UserId user) {
        modules.forEach(module -> module.forget(user));
    }

    @Override
    public void close() {
        modules.reversed().forEach(ServingModule::close);
    }
}
