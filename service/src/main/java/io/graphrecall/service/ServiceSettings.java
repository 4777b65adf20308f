package io.graphrecall.service;

import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.service.http.HttpParameters;
import io.graphrecall.service.intake.IntakeParameters;
import io.graphrecall.service.pipeline.Scene;
import io.graphrecall.service.state.StateParameters;
import io.graphrecall.service.trigger.TriggerParameters;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a service runs. {@code reference.conf} tells every key with its unit and default.
 *
 * @param http           null for a service without HTTP, as batch and evaluation use it
 * @param cluster        this member and others
 * @param state          states of users
 * @param events         how posted events become batches
 * @param contents       how posted contents become batches
 * @param followInterval how often to look for what nobody told of
 * @param warmUp         recalls that warm a generation up before it serves
 * @param triggers       how triggers are chosen
 * @param searches       searches of a user that are read, at most
 * @param fresh          settings of the channel {@code fresh}
 * @param storedUsers    whether the channel {@code gcn} takes users as they were when the generation was made
 * @param seed           decides the order of equal scores
 * @param scenes         the places where recall is used
 * @param metaPaths      the paths that a build walks and recall follows
 */
public record ServiceSettings(
        @Nullable HttpParameters http,
        ClusterSettings cluster,
        StateParameters state,
        IntakeParameters events,
        IntakeParameters contents,
        Duration followInterval,
        int warmUp,
        TriggerParameters triggers,
        int searches,
        Fresh fresh,
        boolean storedUsers,
        long seed,
        List<Scene> scenes,
        List<MetaPathParameters> metaPaths) {

    /** The file in a home that overrides defaults. */
    public static final String FILE = "recall.conf";

    /**
     * Settings of the channel {@code fresh}.
     *
     * @param window   how old a content may be
     * @param halfLife after it freshness counts half
     * @param scanned  new contents that are looked at, at most
     */
    public record Fresh(Duration window, Duration halfLife, int scanned) {}

    public ServiceSettings {
        scenes = List.copyOf(scenes);
        metaPaths = List.copyOf(metaPaths);
        if (!followInterval.isPositive()) {
            throw new IllegalArgumentException("follow-interval is not positive: " + followInterval);
        }
        if (warmUp < 0 || searches < 0) {
            throw new IllegalArgumentException(
                    "warm-up and searches are not negative, not " + warmUp + " and " + searches);
        }
    }

    /** The defaults, with what environment variables and system properties say. */
    public static ServiceSettings defaults() {
        return SettingsReader.read(null);
    }

    /**
     * The defaults, with what {@value #FILE} in a home, its {@value TunedBlend#FILE}, environment variables
     * ({@code CONFIG_FORCE_recall_http_port} for {@code recall.http.port}, {@code __} for a hyphen) and system properties
     * say.
     *
     * @throws io.graphrecall.schema.RecallException INVALID where a file has an unknown key or a wrong value
     */
    public static ServiceSettings of(Path home) {
        ServiceSettings settings = SettingsReader.read(home.resolve(FILE));
        return TunedBlend.read(home).map(settings::with).orElse(settings);
    }

    /** Every setting as a line of a settings file, secrets masked. */
    public List<String> lines() {
        return SettingsLines.of(this);
    }

    /** Those lines that say something else than the defaults. */
    public List<String> changes() {
        List<String> builtIn = SettingsReader.builtIn().lines();
        return lines().stream().filter(line -> !builtIn.contains(line)).toList();
    }

    /** The same on another port; 0 for a free one. */
    public ServiceSettings withPort(int port) {
        return http == null ? this : withHttp(http.withPort(port));
    }

    /** The same without HTTP. */
    public ServiceSettings withoutHttp() {
        return withHttp(null);
    }

    /** The same with a blend for the default scene. */
    public ServiceSettings with(TunedBlend blend) {
        return withScenes(scenes.stream().map(blend::applied).toList());
    }

    /** The same with other scenes. */
    public ServiceSettings withScenes(List<Scene> others) {
        return new ServiceSettings(
                http, cluster, state, events, contents, followInterval, warmUp, triggers, searches, fresh, storedUsers,
                seed,
                others, metaPaths);
    }

    /** The same with another seed. */
    public ServiceSettings withSeed(long other) {
        return new ServiceSettings(
                http, cluster, state, events, contents, followInterval, warmUp, triggers, searches, fresh, storedUsers,
                other,
                scenes, metaPaths);
    }

    /** The same, serving HTTP in another way or not at all. */
    public ServiceSettings withHttp(@Nullable HttpParameters other) {
        return new ServiceSettings(
                other, cluster, state, events, contents, followInterval, warmUp, triggers, searches, fresh, storedUsers,
                seed,
                scenes, metaPaths);
    }

    /** The same as a member of other clusters. */
    public ServiceSettings withCluster(ClusterSettings other) {
        return new ServiceSettings(
                http, other, state, events, contents, followInterval, warmUp, triggers, searches, fresh, storedUsers,
                seed, scenes,
                metaPaths);
    }

    /** The same, for a single request: no states of users are read and nothing is recalled before it comes. */
    public ServiceSettings withoutWarmUp() {
        return new ServiceSettings(
                http, cluster, state.withoutPreload(), events, contents, followInterval, 0, triggers, searches, fresh,
                storedUsers, seed,
                scenes, metaPaths);
    }

    /** The same, keeping user states in another way. */
    public ServiceSettings withState(StateParameters other) {
        return new ServiceSettings(
                http, cluster, other, events, contents, followInterval, warmUp, triggers, searches, fresh, storedUsers,
                seed,
                scenes, metaPaths);
    }
}
