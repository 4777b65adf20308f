package io.graphrecall.service;

import com.typesafe.config.ConfigUtil;
import io.graphrecall.pipeline.PipelineSettings;
import io.graphrecall.pipeline.StandardModules;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.settings.SettingsSection;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.pipeline.settings.SettingsValues;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.access.KeyFile;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.service.cluster.GenerationSettings;
import io.graphrecall.service.feedback.FeedbackSettings;
import io.graphrecall.service.graph.GraphSettings;
import io.graphrecall.service.http.HttpParameters;
import io.graphrecall.service.intake.IntakeParameters;
import io.graphrecall.service.intake.SpoolSettings;
import io.graphrecall.service.intake.TopicSettings;
import io.graphrecall.service.recall.LiveSettings;
import io.graphrecall.service.state.StateParameters;
import io.graphrecall.service.trace.TraceSettings;
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

    private static final Duration BATCH_PROBE_TIMEOUT = Duration.ofSeconds(30);

    static final SettingsSection<HttpParameters> HTTP = new SettingsSection<>("http", HttpParameters.class);

    /** The sections that only a service reads. */
    private static final List<SettingsSection<?>> OWN = List.of(
            HTTP, GraphSettings.SECTION, ClusterSettings.SECTION, GenerationSettings.SECTION, StateParameters.SECTION,
            IntakeParameters.EVENTS, IntakeParameters.CONTENTS, LiveSettings.SECTION, SpoolSettings.SECTION,
            TopicSettings.SECTION, FeedbackSettings.SECTION, TraceSettings.SECTION, LogSettings.SECTION);

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
        return read(null, modules).with(PipelineSettings::withFittedBlend);
    }

    /** The settings of a home for the standard modules; see {@link #of(Path, List)}. */
    public static ServiceSettings of(Path home) {
        return of(home, StandardModules.LIST);
    }

    /**
     * Reads the settings of a home: the defaults, overridden by {@value #SettingsSource.FILE}, by environment variables
     * ({@code CONFIG_FORCE_recall_http_port} for {@code recall.http.port}, {@code __} for a hyphen) and by system
     * properties. The default scene is overridden by {@value TunedBlend#SettingsSource.FILE}.
     *
     * @param modules own further sections
     * @throws io.graphrecall.schema.RecallException INVALID if a file has an unknown key or a wrong value
     */
    public static ServiceSettings of(Path home, List<ServingModule.Factory> modules) {
        ServiceSettings settings = read(home.resolve(SettingsSource.FILE), modules);
        if (!settings.requiresKey(home)) {
            settings.values.get(HTTP).requireLoopback();
        }
        settings.cluster().requireTrustedNetwork();
        return settings.with(recall -> recall.withBlendOf(home));
    }

    /**
     * Lets a temporary home use the settings file of another home, but not its shared folder, and no experiment of the
     * default scene.
     *
     * @param temporary a folder without settings file
     */
    public static void share(Path temporary, Path home) {
        Path file = home.resolve(SettingsSource.FILE).toAbsolutePath();
        if (!Files.exists(file)) {
            return;
        }
        try {
            Files.writeString(temporary.resolve(SettingsSource.FILE), """
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
        Path file = home.resolve(SettingsSource.FILE);
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
        List<SettingsSection<?>> sections = new ArrayList<>(PipelineSettings.sections(modules));
        sections.addAll(1, OWN); // the seed is the first
        return new ServiceSettings(SettingsSource.read(file).requireOnly(sections).bind(sections));
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
        SettingsValues values = recall().withTimeout(Duration.ofMinutes(1)).values();
        for (SettingsSection<?> section : OWN) {
            values = values.without(section);
        }
        return values.lines();
    }

    /** The settings of HTTP; null for a service without HTTP, as batch and evaluation use it. */
    public @Nullable HttpParameters http() {
        return values.has(HTTP) ? values.get(HTTP) : null;
    }

    public ClusterSettings cluster() {
        return values.get(ClusterSettings.SECTION);
    }

    public GenerationSettings generations() {
        return values.get(GenerationSettings.SECTION);
    }

    /** The settings of the recall pipeline. */
    public PipelineSettings recall() {
        return new PipelineSettings(values);
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
                GraphSettings.SECTION, new GraphSettings(
                        values.get(GraphSettings.SECTION).probeInterval(), BATCH_PROBE_TIMEOUT,
                        GraphSettings.Explorer.NONE))
                .with(LiveSettings.SECTION,
                        new LiveSettings(values.get(LiveSettings.SECTION).followInterval(), 0, Duration.ZERO))
                .with(GenerationSettings.SECTION, new GenerationSettings(""));
    }

    /** Returns these settings with others of the recall pipeline. */
    public ServiceSettings with(UnaryOperator<PipelineSettings> change) {
        return new ServiceSettings(change.apply(recall()).values());
    }

    public ServiceSettings withCluster(ClusterSettings cluster) {
        return with(ClusterSettings.SECTION, cluster);
    }

    private <T> ServiceSettings with(SettingsSection<T> section, T value) {
        return new ServiceSettings(values.with(section, value));
    }
}
