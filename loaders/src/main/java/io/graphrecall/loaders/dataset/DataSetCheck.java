package io.graphrecall.loaders.dataset;

import com.carrotsearch.hppc.LongHashSet;
import io.graphrecall.loaders.source.DataFile;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One check of a folder. Its memory grows with the number of distinct ids, eight bytes each, not with the log. */
final class DataSetCheck {

    private final DataSetFolder folder;
    private final int examples;
    private final Progress progress;
    private final LoadCounts counts = new LoadCounts();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Map<DataFile, Map<String, Long>> fields = new EnumMap<>(DataFile.class);
    private final Map<Action, Long> actions = new EnumMap<>(Action.class);
    private final LongHashSet catalogue = new LongHashSet();
    private final LongHashSet users = new LongHashSet();
    private final LongHashSet targets = new LongHashSet();
    private long unknownUsers;
    private long unknownTargets;
    private @Nullable Instant first;
    private @Nullable Instant last;

    DataSetCheck(DataSetFolder folder, int examples, Progress progress) {
        this.folder = folder;
        this.examples = examples;
        this.progress = progress;
    }

    CheckReport run() {
        long start = System.nanoTime();
        read(DataFile.TAGS, folder::tags, tag -> {
        });
        read(DataFile.CATEGORIES, folder::categories, category -> {
        });
        read(DataFile.USERS, folder::users, user -> catalogue.add(hash(user.id())));
        read(DataFile.CONTENTS, folder::contents, content -> entry(DataFile.CONTENTS, content));
        read(DataFile.ITEMS, folder::items, item -> entry(DataFile.ITEMS, item));
        Listener listener = new Listener(DataFile.EVENTS);
        folder.events(line -> {
            event(line.event());
            progress.advance(1);
        }, listener);
        listener.end();
        LoadSummary summary = counts.summary(folder.dataSet(), Duration.ofNanos(System.nanoTime() - start));
        return new CheckReport(summary,
                new DataSetProfile(fields(DataFile.CONTENTS), fields(DataFile.ITEMS), actions, fields(DataFile.EVENTS),
                        users.size(), targets.size(), unknownUsers, unknownTargets, first, last),
                deadLetters);
    }

    private <R> void read(
            DataFile file, BiConsumer<Consumer<CatalogueLine<R>>, LineListener> reader, Consumer<R> sink) {
        Listener listener = new Listener(file);
        reader.accept(line -> {
            sink.accept(line.record());
            progress.advance(1);
        }, listener);
        listener.end();
    }

    private void entry(DataFile file, CatalogueEntry entry) {
        catalogue.add(hash(entry.id()));
        Description description = entry.description();
        count(file, "title", description.title() != null);
        count(file, "description", description.text() != null);
        count(file, "category", !description.category().isEmpty());
        count(file, "attributes", !description.attributes().isEmpty());
        count(file, "tags", !description.tags().isEmpty());
        count(file, "author", description.author() != null);
        count(file, "published_at", description.publishedAt() != null);
        count(file, "expires_at", description.expiresAt() != null);
        count(file, "status hidden", description.status() == Description.Status.HIDDEN);
        count(file, "media", !description.media().equals(Description.Media.NONE));
        description.vectors().forEach((name, vector) -> count(file, "vector " + name, true));
        description.extra().forEach((name, value) -> count(file, "extra field " + name, true));
    }

    private void event(BehaviourEvent event) {
        actions.merge(event.action(), 1L, Long::sum);
        count(DataFile.EVENTS, "dwell_ms", event.dwellMs() != null);
        count(DataFile.EVENTS, "scene", event.scene() != null);
        count(DataFile.EVENTS, "query", event.query() != null);
        count(DataFile.EVENTS, "request_id", event.requestId() != null);
        first = first == null || event.at().isBefore(first) ? event.at() : first;
        last = last == null || event.at().isAfter(last) ? event.at() : last;
        long user = hash(event.user());
        if (users.add(user) && folder.has(DataFile.USERS) && !catalogue.contains(user)) {
            unknownUsers++;
        }
        long target = hash(event.target());
        if (targets.add(target) && event.target().label() != NodeLabel.QUERY && !catalogue.contains(target)) {
            unknownTargets++;
        }
    }

    private void count(DataFile file, String field, boolean there) {
        if (there) {
            fields.computeIfAbsent(file, none -> new HashMap<>()).merge(field, 1L, Long::sum);
        }
    }

    private Map<String, Long> fields(DataFile file) {
        return fields.getOrDefault(file, Map.of());
    }

    /** Label and key in 64 bits: among ten million ids two share them with a chance of one in 400,000. */
    private static long hash(NodeKey node) {
        long hash = node.label().label().hashCode();
        String key = node.key();
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    private final class Listener implements LineListener {

        private final DataFile file;
        private boolean begun;

        private Listener(DataFile file) {
            this.file = file;
        }

        @Override
        public void begin(DataFile kind, String files, long records) {
            begun = true;
            progress.begin(files, records);
            counts.read(file, files, records);
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            counts.deadLetter(file);
            if (deadLetters.size() < examples) {
                deadLetters.add(letter);
            }
            progress.advance(1);
        }

        @Override
        public void unknownField(DataFile kind, String name) {
            counts.unknownField(file, name);
        }

        @Override
        public void replaced(DataFile kind, long line) {
            counts.replaced(file);
            progress.advance(1);
        }

        private void end() {
            if (begun) {
                progress.end("done");
            }
        }
    }
}
