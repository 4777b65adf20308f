package io.graphrecall.service;

import com.typesafe.config.ConfigUtil;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.access.KeyFile;
import io.graphrecall.service.channel.ServingModule;
import io.graphrecall.service.channel.metapath.MetaPathSettings;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.service.cluster.GenerationSettings;
import io.graphrecall.service.feedback.FeedbackSettings;
import io.graphrecall.service.filter.EligibilitySettings;
import io.graphrecall.service.http.HttpParameters;
import io.graphrecall.service.intake.IntakeParameters;
import io.graphrecall.service.intake.SpoolSettings;
import io.graphrecall.service.intake.TopicSettings;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.pipeline.Scene;
import io.graphrecall.service.settings.SettingsSection;
import io.graphrecall.service.settings.SettingsSource;
import io.graphrecall.service.settings.SettingsValues;
import io.graphrecall.service.state.StateParameters;
import io.graphrecall.service.trace.TraceSettings;
import io.graphrecall.service.trigger.TriggerParameters;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The settings of a service: a record per section. {@code reference.conf} describes every key with its unit and default.
 * Immutable; thread-safe.
 */
public record ServiceSettings(SettingsValues values) {

    /** The file in a home that overrides defaults. */
    public static final String FILE = "recall.conf";

    private static final Duration BATCH_PROBE_TIMEOUT = Duration.ofSeconds(30);

    static final SettingsSection<Long> SEED = new SettingsSection<>("seed", Long.class);
    static final SettingsSection<HttpParameters> HTTP = new SettingsSection<>("http", HttpParameters.class);
    static final SettingsSection<GraphSettings> GRAPH = new SettingsSection<>("graph", GraphSettings.class);
    static final SettingsSection<ClusterSettings> CLUSTER = new SettingsSection<>("cluster", ClusterSettings.class);
    static final SettingsSection<StateParameters> STATE = new SettingsSection<>("state", StateParameters.class);
    static final SettingsSection<IntakeParameters> EVENTS = new SettingsSection<>("events", IntakeParameters.class);
    static final SettingsSection<IntakeParameters> CONTENTS = new SettingsSection<>("contents", IntakeParameters.class);
    static final SettingsSection<LiveSettings> LIVE = new SettingsSection<>("live", LiveSettings.class);
    static final SettingsSection<TriggerParameters> TRIGGERS = new SettingsSection<>(
            "triggers", TriggerParameters.class);
    static final SettingsSection<SearchSettings> SEARCHES = new SettingsSection<>("searches", SearchSettings.class);
    static final SettingsSection<SceneSettings> SCENES = new SettingsSection<>("scenes", SceneSettings.class);

    /** The defaults with overrides by environment variables and system properties. */
    public static ServiceSettings defaults() {
        return defaults(StandardModules.LIST);
    }

    /**
     * The defaults with overrides by environment variables and system properties.
     *
     * @param modules own further sections
     */
    public static ServiceSettings defaults(List<ServingModule.Factory> modules) {
        return read(null, modules);
    }

    /** The settings of a home for the standard modules; see {@link #of(Path, List)}. */
    public static ServiceSettings of(Path home) {
        return of(home, StandardModules.LIST);
    }

    /**
     * Reads the settings of a home: the defaults, overridden by {@value #FILE}, by environment variables
     * ({@code CONFIG_FORCE_recall_http_port} for {@code recall.http.port}, {@code __} for a hyphen) and by system
     * properties. The default scene is overridden by {@value TunedBlend#FILE}.
     *
     * @param modules own further sections
     * @throws io.graphrecall.schema.RecallException INVALID if a file has an unknown key or a wrong value
     */
    public static ServiceSettings of(Path home, List<ServingModule.Factory> modules) {
        ServiceSettings settings = read(home.resolve(FILE), modules);
        if (!settings.requiresKey(home)) {
            settings.values.get(HTTP).requireLoopback();
        }
        settings.cluster().requireTrustedNetwork();
        return TunedBlend.read(home).map(settings::with).orElse(settings);
    }

    /**
     * Lets a temporary home use the settings file of another home, but not its shared folder, and no experiment of the
     * default scene.
     *
     * @param temporary a folder without settings file
     */
    public static void share(Path temporary, Path home) {
        Path file = home.resolve(FILE).toAbsolutePath();
        if (!Files.exists(file)) {
            return;
        }
        try {
            Files.writeString(temporary.resolve(FILE), """
                    include required(file(%s))
                    recall.http.host = "127.0.0.1"
                    recall.generations.shared-folder = ""
                    recall.scenes.feed.variants = []
                    """.formatted(ConfigUtil.quoteString(file.toString())));
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, "could not write to " + temporary + ": " + e,
                    e);
        }
    }

    /** Returns true if requests to a service with these settings in a home need a key. */
    public boolean requiresKey(Path home) {
        return values.get(HTTP).hasKeys() || new KeyFile(home).exists();
    }

    /** Returns a warning if other users can read the API keys in a home's settings file; empty if not. */
    public Optional<String> exposureWarning(Path home) {
        Path file = home.resolve(FILE);
        HttpParameters http = http();
        if (http == null || !http.hasKeys() || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            String text = Files.readString(file);
            boolean readByOthers = permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.GROUP_READ);
            boolean hasKey = Stream.of(http.apiKeys(), http.readOnlyApiKeys()).flatMap(Set::stream)
                    .anyMatch(text::contains);
            return readByOthers && hasKey
                    ? Optional.of(file + " has API keys and the mode " + PosixFilePermissions.toString(permissions)
                            + ", so other users can read them: chmod 600 " + file)
                    : Optional.empty();
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, "could not read " + file + ": " + e, e);
        }
    }

    private static ServiceSettings read(@Nullable Path file, List<ServingModule.Factory> modules) {
        List<SettingsSection<?>> sections = new ArrayList<>(
                List.of(SEED, HTTP, GRAPH, CLUSTER, GenerationSettings.SECTION, STATE, EVENTS, CONTENTS, LIVE,
                        EligibilitySettings.SECTION,
                        TRIGGERS, SEARCHES, SpoolSettings.SECTION, TopicSettings.SECTION, FeedbackSettings.SECTION,
                        TraceSettings.SECTION, LogSettings.SECTION));
        modules.forEach(module -> sections.addAll(module.settings()));
        sections.addAll(List.of(MetaPathSettings.SECTION, SCENES));
        return new ServiceSettings(SettingsSource.read(file).bind(sections)).withFittedBlend();
    }

    /** Lets builds fit the blend of the default scene, if it has the blend and the channels of the defaults, and maybe more. */
    private ServiceSettings withFittedBlend() {
        Scene builtIn = SettingsSource.reference().bind(SCENES).scenes().stream()
                .filter(scene -> scene.name().equals(RecallPipeline.DEFAULT_SCENE)).findFirst().orElseThrow();
        return withScenes(scene -> scene.name().equals(builtIn.name()) && scene.blend() == builtIn.blend()
                && scene.channels().entrySet().containsAll(builtIn.channels().entrySet())
                        ? scene.withFittedBlend()
                        : scene);
    }

    /** Returns every setting as a line of a settings file, secrets masked. */
    public List<String> lines() {
        return values.lines();
    }

    /** Returns the lines that differ from the built-in defaults. */
    public List<String> changes() {
        List<String> builtIn = SettingsSource.reference().bind(List.copyOf(values.bySection().keySet())).lines();
        return lines().stream().filter(line -> !builtIn.contains(line)).toList();
    }

    /** Returns the lines of the settings that lists of recall depend on, timeouts aside. */
    public List<String> recallLines() {
        SettingsValues values = withTimeout(Duration.ofMinutes(1)).values;
        for (SettingsSection<?> section : List.of(HTTP, GRAPH, CLUSTER, GenerationSettings.SECTION, STATE, EVENTS,
                CONTENTS, LIVE, SpoolSettings.SECTION,
                TopicSettings.SECTION, FeedbackSettings.SECTION, TraceSettings.SECTION, LogSettings.SECTION)) {
            values = values.without(section);
        }
        return values.lines();
    }

    /** The settings of HTTP; null for a service without HTTP, as batch and evaluation use it. */
    public @Nullable HttpParameters http() {
        return values.has(HTTP) ? values.get(HTTP) : null;
    }

    public ClusterSettings cluster() {
        return values.get(CLUSTER);
    }

    public GenerationSettings generations() {
        return values.get(GenerationSettings.SECTION);
    }

    public List<Scene> scenes() {
        return values.get(SCENES).scenes();
    }

    /** Returns a warning for each variant of a scene that lacks a condition of the scene. */
    public List<String> variantWarnings() {
        return values.get(SCENES).laxVariants();
    }

    /** The meta-paths that a build computes and the channel {@code metapath} follows. */
    public List<MetaPathParameters> metaPaths() {
        return values.get(MetaPathSettings.SECTION).paths();
    }

    ServiceSettings withoutScenes() {
        return new ServiceSettings(values.without(SCENES));
    }

    /** Returns these settings with another HTTP port; 0 for a free one. */
    public ServiceSettings withPort(int port) {
        HttpParameters http = http();
        return http == null ? this : with(HTTP, http.withPort(port));
    }

    /**
     * Returns these settings for work in this process, which waits for a slow graph: without HTTP, warm-up recalls and shared
     * folder of generations.
     */
    public ServiceSettings withoutHttp() {
        return new ServiceSettings(values.without(HTTP)).with(
                GRAPH, new GraphSettings(
                        values.get(GRAPH).probeInterval(), BATCH_PROBE_TIMEOUT, GraphSettings.Explorer.NONE))
                .with(LIVE, new LiveSettings(values.get(LIVE).followInterval(), 0, Duration.ZERO))
                .with(GenerationSettings.SECTION, new GenerationSettings(""));
    }

    /** Returns these settings with a tuned blend for the default scene. */
    public ServiceSettings with(TunedBlend blend) {
        return withScenes(blend::applied);
    }

    /** Returns these settings with another timeout of every scene. */
    public ServiceSettings withTimeout(Duration timeout) {
        return withScenes(scene -> scene.withTimeout(timeout));
    }

    /** Returns these settings without experiments: the lists of a scene are its own for all users. */
    public ServiceSettings withoutVariants() {
        return withScenes(Scene::withoutVariants);
    }

    public ServiceSettings withSeed(long seed) {
        return with(SEED, seed);
    }

    public ServiceSettings withCluster(ClusterSettings cluster) {
        return with(CLUSTER, cluster);
    }

    /** Returns these settings without preloaded user states, for few users. */
    public ServiceSettings withoutPreload() {
        return with(STATE, values.get(STATE).withoutPreload());
    }

    private ServiceSettings withScenes(UnaryOperator<Scene> change) {
        return with(SCENES, new SceneSettings(scenes().stream().map(change).toList()));
    }

    private <T> ServiceSettings with(SettingsSection<T> section, T value) {
        return new ServiceSettings(values.with(section, value));
    }
}
