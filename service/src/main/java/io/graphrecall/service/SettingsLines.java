package io.graphrecall.service;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.service.filter.Clause;
import io.graphrecall.service.http.HttpParameters;
import io.graphrecall.service.intake.IntakeParameters;
import io.graphrecall.service.pipeline.Scene;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes settings as lines of a settings file, which reads as the same settings again but for the secrets. */
final class SettingsLines {

    private static final String MASKED = "***";
    /** The largest first. */
    private static final List<Unit> TIMES = List.of(
            new Unit("d", 86_400_000), new Unit("h", 3_600_000), new Unit("m", 60_000), new Unit("s", 1000));
    private static final List<Unit> SIZES = List.of(new Unit("MiB", 1 << 20), new Unit("KiB", 1 << 10));

    private record Unit(String name, int size) {}

    private final List<String> lines = new ArrayList<>();

    private SettingsLines() {}

    /** Every setting, in the order of {@code reference.conf}. */
    static List<String> of(ServiceSettings settings) {
        SettingsLines all = new SettingsLines();
        all.add("seed", settings.seed());
        if (settings.http() != null) {
            all.http(settings.http());
        }
        all.members(settings.cluster());
        all.states(settings);
        all.intake("events", settings.events());
        all.intake("contents", settings.contents());
        all.add("live.follow-interval", time(settings.followInterval()));
        all.add("live.warm-up", settings.warmUp());
        all.add("triggers.limit", settings.triggers().limit());
        all.add("triggers.session-gap", time(settings.triggers().sessionGap()));
        all.add("triggers.repeat-discount", settings.triggers().repeatDiscount());
        all.add("triggers.context-weight", settings.triggers().contextWeight());
        all.add("searches", settings.searches());
        all.add("channels.fresh.window", time(settings.fresh().window()));
        all.add("channels.fresh.half-life", time(settings.fresh().halfLife()));
        all.add("channels.fresh.scanned", settings.fresh().scanned());
        all.add("channels.gcn.stored-users", settings.storedUsers());
        all.add("meta-paths", settings.metaPaths().stream().map(SettingsLines::metaPath).toList());
        settings.scenes().forEach(all::scene);
        return all.lines;
    }

    private void http(HttpParameters http) {
        add("http.host", http.host());
        add("http.port", http.port());
        add("http.event-loops", http.eventLoops());
        add("http.api-keys", masked(http.apiKeys()));
        add("http.read-only-api-keys", masked(http.readOnlyApiKeys()));
        add("http.max-in-flight", http.maxInFlight());
        add("http.max-question", size(http.maxQuestion()));
        add("http.max-post", size(http.maxPost()));
        add("http.idle-timeout", time(http.idleTimeout()));
        add("http.min-seq-timeout", time(http.minSeqTimeout()));
        add("http.drain-timeout", time(http.drainTimeout()));
    }

    private void members(ClusterSettings cluster) {
        add("cluster.name", cluster.name());
        add("cluster.host", cluster.host());
        add("cluster.port", cluster.port());
        add("cluster.members", cluster.members());
        add("cluster.threads", cluster.threads());
    }

    private void states(ServiceSettings settings) {
        add("state.max-entries", settings.state().maxEntries());
        add("state.max-age", time(settings.state().maxAge()));
        add("state.max-idle", time(settings.state().maxIdle()));
        add("state.preload", settings.state().preload());
        add("state.backups", settings.state().backups());
    }

    private void intake(String of, IntakeParameters parameters) {
        add(of + ".window", time(parameters.window()));
        add(of + ".max-batch", parameters.maxBatch());
        add(of + ".max-queue", parameters.maxQueue());
    }

    private void scene(Scene scene) {
        String key = "scenes." + json(scene.name()) + '.';
        add(key + "blend", scene.blend().wireName());
        add(key + "timeout", time(scene.timeout()));
        add(key + "channels", scene.channels().entrySet().stream()
                .map(channel -> channel(channel.getKey(), channel.getValue())).toList());
        add(key + "must", scene.must().stream().map(SettingsLines::clause).toList());
        add(key + "must-not", scene.mustNot().stream().map(SettingsLines::clause).toList());
    }

    private static Map<String, Object> channel(String id, ChannelShare share) {
        return Map.of("id", id, "quota", share.quota(), "min", share.min(), "weight", share.weight());
    }

    private static Map<String, Object> metaPath(MetaPathParameters path) {
        return Map.of("name", path.name(), "path", path.path().toString(), "measure", path.measure().wireName(),
                "weight", path.weight(), "window", time(path.window()), "window-count", path.windowCount(),
                "degree-cap", path.degreeCap(), "neighbours", path.neighbours());
    }

    private static Map<String, Object> clause(Clause clause) {
        Map<String, Object> fields = new HashMap<>(Map.of("field", clause.field()));
        if (!clause.any().isEmpty()) {
            fields.put("any", clause.any());
        }
        if (clause.from() != null) {
            fields.put("gte", clause.from().toString());
        }
        if (clause.until() != null) {
            fields.put("lt", clause.until().toString());
        }
        return fields;
    }

    private void add(String key, Object value) {
        lines.add(SettingsReader.ROOT + '.' + key + " = " + json(value));
    }

    private static String json(Object value) {
        return ConfigValueFactory.fromAnyRef(value).render(ConfigRenderOptions.concise());
    }

    private static List<String> masked(Collection<String> secrets) {
        return secrets.stream().map(secret -> MASKED).toList();
    }

    private static String time(Duration time) {
        return written(time.toMillis(), TIMES, "ms");
    }

    private static String size(int bytes) {
        return written(bytes, SIZES, "B");
    }

    /** In the largest unit that leaves no remainder. */
    private static String written(long number, List<Unit> units, String smallest) {
        for (Unit unit : units) {
            if (number != 0 && number % unit.size == 0) {
                return number / unit.size + unit.name;
            }
        }
        return number + smallest;
    }
}
