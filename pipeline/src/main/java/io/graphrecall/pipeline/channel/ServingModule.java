package io.graphrecall.pipeline.channel;

import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.settings.SettingsSection;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The serving side of one algorithm in a running service: its channels, the data that it opens from each generation, and
 * the encoding of new contents and users. Implementations are thread-safe.
 */
public interface ServingModule extends AutoCloseable {

    /** The channels of this module, in the order in which they are listed. */
    List<RecallChannel> channels();

    /**
     * Opens the module's data of a generation. A snapshot finds the result by its class, and the result encodes contents
     * that are newer than the generation.
     *
     * @return null if the generation has no data for this module
     * @throws io.graphrecall.schema.RecallException CONFLICT if the data is damaged or has an unknown version
     */
    default @Nullable OpenedModule open(OpeningGeneration generation) {
        return null;
    }

    /**
     * Sees which contents users were shown, on any member, soon after the impressions were committed.
     *
     * @param contents a content once per impression
     */
    default void shown(Collection<String> contents) {}

    /** Removes everything that is kept of a user, who was deleted from the graph. */
    default void forget(UserId user) {}

    /** Releases native memory and threads. */
    @Override
    default void close() {}

    /** Returns a module of channels that need no further data. */
    static ServingModule of(RecallChannel... channels) {
        List<RecallChannel> list = List.of(channels);
        return () -> list;
    }

    /** Starts a module in a service. An entry of the list of serving modules. */
    @FunctionalInterface
    interface Factory {

        ServingModule start(ModuleContext context);

        /** The sections of the settings file that the module owns. */
        default List<SettingsSection<?>> settings() {
            return List.of();
        }

        /**
         * Returns the factory of a module with settings. Their defaults are in a {@code reference.conf}.
         *
         * @param section the section that the module owns
         */
        static <S> Factory with(SettingsSection<S> section, BiFunction<S, ModuleContext, ServingModule> start) {
            return new Factory() {
                @Override
                public ServingModule start(ModuleContext context) {
                    return start.apply(context.settings().get(section), context);
                }

                @Override
                public List<SettingsSection<?>> settings() {
                    return List.of(section);
                }
            };
        }
    }
}
