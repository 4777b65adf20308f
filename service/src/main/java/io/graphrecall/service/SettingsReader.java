package io.graphrecall.service;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.path.MetaPath;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.service.filter.Clause;
import io.graphrecall.service.http.HttpParameters;
import io.graphrecall.service.intake.IntakeParameters;
import io.graphrecall.service.pipeline.Scene;
import io.graphrecall.service.state.StateParameters;
import io.graphrecall.service.trigger.TriggerParameters;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads settings from configuration files; refuses what it does not know. */
final class SettingsReader {

    static final String ROOT = "recall";
    private static final String SCENES = "scenes.";
    /** What a key ends with where environment or system properties give a list entry by entry. */
    private static final Pattern ENTRY = Pattern.compile("\\.\\d+$");
    private static final Set<String> SCENE_KEYS = Set.of("blend", "timeout", "channels", "must", "must-not");
    private static final Set<String> CHANNEL_KEYS = Set.of("id", "quota", "min", "weight");
    private static final Set<String> META_PATH_KEYS = Set.of(
            "name", "path", "measure", "weight", "window", "window-count", "degree-cap", "neighbours");
    private static final Set<String> CLAUSE_KEYS = Set.of("field", "any", "gte", "lt");

    private SettingsReader() {}

    /** The defaults, whatever files, environment and system properties say. */
    static ServiceSettings builtIn() {
        return settings(ConfigFactory.defaultReference().getConfig(ROOT));
    }

    /** Defaults, overridden by a file where there is one, by environment variables, by system properties. */
    static ServiceSettings read(@Nullable Path file) {
        try {
            Config reference = ConfigFactory.defaultReference().getConfig(ROOT);
            Config own = file == null || !Files.exists(file)
                    ? ConfigFactory.empty()
                    : ConfigFactory.parseFile(file.toFile());
            Config given = ConfigFactory.systemProperties().withOnlyPath(ROOT)
                    .withFallback(ConfigFactory.systemEnvironmentOverrides().withOnlyPath(ROOT))
                    .withFallback(own).resolve();
            for (String key : given.root().keySet()) {
                if (!key.equals(ROOT)) {
                    throw new RecallException(
                            RecallException.Code.INVALID, "unknown setting '" + key + "': settings begin with recall");
                }
            }
            Config wanted = given.hasPath(ROOT) ? given.getConfig(ROOT) : ConfigFactory.empty();
            refuseUnknown(wanted, reference);
            return settings(wanted.withFallback(reference));
        } catch (ConfigException | IllegalArgumentException e) {
            throw new RecallException(RecallException.Code.INVALID, "settings: " + e.getMessage(), e);
        }
    }

    private static void refuseUnknown(Config given, Config reference) {
        Set<String> known = new HashSet<>();
        reference.entrySet().forEach(entry -> known.add(entry.getKey()));
        given.entrySet().forEach(entry -> {
            String key = entry.getKey();
            if (!isKnown(ENTRY.matcher(key).replaceFirst(""), known)) {
                throw new RecallException(RecallException.Code.INVALID,
                        "unknown setting '" + ROOT + '.' + key + "' (" + entry.getValue().origin().description() + ")");
            }
        });
    }

    private static boolean isKnown(String key, Set<String> known) {
        return key.startsWith(SCENES)
                ? SCENE_KEYS.contains(key.substring(key.lastIndexOf('.') + 1))
                : known.contains(key);
    }

    private static ServiceSettings settings(Config config) {
        return new ServiceSettings(
                http(config.getConfig("http")),
                cluster(config.getConfig("cluster")),
                state(config.getConfig("state")),
                intake(config.getConfig("events")),
                intake(config.getConfig("contents")),
                config.getDuration("live.follow-interval"),
                config.getInt("live.warm-up"),
                triggers(config.getConfig("triggers")),
                config.getInt("searches"),
                new ServiceSettings.Fresh(
                        config.getDuration("channels.fresh.window"),
                        config.getDuration("channels.fresh.half-life"),
                        config.getInt("channels.fresh.scanned")),
                config.getBoolean("channels.gcn.stored-users"),
                config.getLong("seed"),
                scenes(config.getConfig("scenes")),
                config.getConfigList("meta-paths").stream().map(SettingsReader::metaPath).toList());
    }

    private static HttpParameters http(Config config) {
        return new HttpParameters(
                config.getString("host"),
                config.getInt("port"),
                config.getInt("event-loops"),
                Set.copyOf(config.getStringList("api-keys")),
                Set.copyOf(config.getStringList("read-only-api-keys")),
                config.getInt("max-in-flight"),
                Math.toIntExact(config.getBytes("max-question")),
                Math.toIntExact(config.getBytes("max-post")),
                config.getDuration("idle-timeout"),
                config.getDuration("min-seq-timeout"),
                config.getDuration("drain-timeout"));
    }

    private static ClusterSettings cluster(Config config) {
        return new ClusterSettings(
                config.getString("name"),
                config.getString("host"),
                config.getInt("port"),
                config.getStringList("members"),
                config.getInt("threads"));
    }

    private static StateParameters state(Config config) {
        return new StateParameters(
                config.getInt("max-entries"),
                config.getDuration("max-age"),
                config.getDuration("max-idle"),
                config.getInt("preload"),
                config.getInt("backups"));
    }

    private static IntakeParameters intake(Config config) {
        return new IntakeParameters(
                config.getDuration("window"), config.getInt("max-batch"), config.getInt("max-queue"));
    }

    private static TriggerParameters triggers(Config config) {
        return new TriggerParameters(
                config.getInt("limit"),
                config.getDuration("session-gap"),
                config.getDouble("repeat-discount"),
                config.getDouble("context-weight"));
    }

    private static List<Scene> scenes(Config config) {
        List<Scene> scenes = new ArrayList<>();
        for (String name : new TreeSet<>(config.root().keySet())) {
            Config scene = config.getConfig('"' + name + '"');
            String blend = scene.getString("blend");
            scenes.add(new Scene(
                    name,
                    Blend.ofWireName(blend).orElseThrow(() -> new IllegalArgumentException(
                            "scene '" + name + "' has the unknown blend '" + blend + "'")),
                    null,
                    channels(name, scene.getConfigList("channels")),
                    scene.getDuration("timeout"),
                    clauses(scene, "must"),
                    clauses(scene, "must-not")));
        }
        return scenes;
    }

    private static MetaPathParameters metaPath(Config path) {
        refuseOtherThan(META_PATH_KEYS, path);
        String measure = path.getString("measure");
        return new MetaPathParameters(
                path.getString("name"),
                MetaPath.parse(path.getString("path")),
                Measure.ofWireName(measure).orElseThrow(
                        () -> new IllegalArgumentException("there is no measure '" + measure + "' of a meta-path")),
                path.getDouble("weight"),
                path.getDuration("window"),
                path.getInt("window-count"),
                path.getInt("degree-cap"),
                path.getInt("neighbours"));
    }

    private static Map<String, ChannelShare> channels(String scene, List<? extends Config> list) {
        Map<String, ChannelShare> channels = new LinkedHashMap<>();
        for (Config channel : list) {
            refuseOtherThan(CHANNEL_KEYS, channel);
            ChannelShare share = new ChannelShare(
                    channel.getInt("quota"), channel.getInt("min"), channel.getDouble("weight"));
            if (channels.put(channel.getString("id"), share) != null) {
                throw new IllegalArgumentException(
                        "scene '" + scene + "' has the channel '" + channel.getString("id") + "' twice");
            }
        }
        return channels;
    }

    private static List<Clause> clauses(Config scene, String key) {
        List<Clause> clauses = new ArrayList<>();
        for (Config clause : scene.hasPath(key) ? scene.getConfigList(key) : List.<Config>of()) {
            refuseOtherThan(CLAUSE_KEYS, clause);
            clauses.add(new Clause(
                    clause.getString("field"),
                    clause.hasPath("any") ? clause.getStringList("any") : List.of(),
                    clause.hasPath("gte") ? Instant.parse(clause.getString("gte")) : null,
                    clause.hasPath("lt") ? Instant.parse(clause.getString("lt")) : null));
        }
        return clauses;
    }

    private static void refuseOtherThan(Set<String> known, Config config) {
        for (String key : config.root().keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("unknown key '" + key + "' (" + config.origin().description() + ")");
            }
        }
    }
}
