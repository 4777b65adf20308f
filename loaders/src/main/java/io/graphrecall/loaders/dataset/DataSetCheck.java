package io.graphrecall.loaders.dataset;

import com.carrotsearch.hppc.LongLongHashMap;
import io.graphrecall.loaders.ingest.Rejection;
import io.graphrecall.loaders.ingest.TagParents;
import io.graphrecall.loaders.source.HashedCounter;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentVectors;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One check of a folder. Memory grows with the number of distinct ids, 16 to 32 bytes each, and with the taxonomy of tags,
 * not with the log.
 */
final class DataSetCheck {

    /** Mapped fields of the catalogue and of events that are counted. A file may precede them. */
    private static final Pattern MAPPED = Pattern
            .compile("(?:contents\\.|items\\.)?(?<entry>title|description|category|tags|"
                    + "author|published_at|expires_at|attributes\\..*)(?:(?<=category)\\.\\d)?");
    private static final Pattern MAPPED_OF_EVENTS = Pattern
            .compile("(?:events\\.)?(scene|request_id|dwell_(?:ms|seconds))");
    /** In the reason of a dead letter. */
    private static final Pattern UNKNOWN_WORD = Pattern.compile("/(action|status) is '(.*?)', expected one of ");
    /** Maximum number of distinct unknown words of a field that are counted. */
    private static final int MAX_WORDS = 30;

    private final DataSetFolder folder;
    private final int examples;
    private final Progress progress;
    private final LoadCounts counts = new LoadCounts();
    /** Number of records with each unknown word, by field. */
    private final Map<String, Map<String, Long>> unknownWords = new TreeMap<>();
    private final TagParents tagParents = new TagParents(Map.of());
    private final HashedCounter catalogue = new HashedCounter();
    /** Times of publication of the contents that have one, epoch milliseconds, by {@link HashedCounter#hash} of their ids. */
    private final LongLongHashMap published = new LongLongHashMap();
    private final Instant now;
    private final CatalogueStatistics contents;
    private final CatalogueStatistics items;
    private final EventStatistics events;
    private long unknownUsers;
    private long unknownTargets;
    private long undescribedContents;
    private long onContents;
    private long beforePublication;
    private long repeated;

    DataSetCheck(DataSetFolder folder, int examples, Progress progress) {
        this.folder = folder;
        this.examples = examples;
        this.progress = progress;
        now = folder.clock().instant();
        contents = new CatalogueStatistics("contents", folder.path(), now);
        items = new CatalogueStatistics("items", folder.path(), now);
        events = new EventStatistics(folder.dataSet().timestamps(), now);
    }

    /** Checks the files. Passes the usable contents and events on. */
    CheckReport run(Consumer<Content> contentSink, Consumer<BehaviourEvent> eventSink) {
        check(RecordType.TAGS,
                tag -> tagParents.put(tag) ? Optional.empty() : Optional.of(Rejection.tagCycle(tag)));
        read(RecordType.CATEGORIES, category -> {
        });
        read(RecordType.USERS, user -> catalogue.add(key(user.id())));
        read(RecordType.CONTENTS, content -> {
            entry(contents, content);
            Instant publishedAt = content.description().publishedAt();
            if (publishedAt != null) {
                published.put(HashedCounter.hash(content.id().key()), publishedAt.toEpochMilli());
            }
            contentSink.accept(content);
        });
        check(RecordType.VECTORS, this::vectors);
        read(RecordType.ITEMS, item -> entry(items, item));
        read(RecordType.events(folder.clock(), folder.dataSet().timestamps()), event -> {
            event(event);
            eventSink.accept(event);
        });
        LoadSummary summary = counts.summary(folder.dataSet());
        return new CheckReport(summary, profile(summary), summary.quality().stream()
                .flatMap(file -> file.defects().stream()).limit(examples).toList());
    }

    private DataSetProfile profile(LoadSummary summary) {
        return new DataSetProfile(contents.entries(), items.entries(), contents.fields(), items.fields(),
                events.actions(), events.fields(), events.users(), events.targets(), unknownUsers, unknownTargets,
                undescribedContents,
                events.first(), events.last(), warnings(summary));
    }

    private List<String> warnings(LoadSummary summary) {
        Warnings warnings = new Warnings();
        summary.quality().forEach(file -> warnings.share(file.rejected(), file.read(),
                "%.0f %% of " + file.file().replace("%", "%%") + " cannot be used"));
        unknownWords.forEach((field, words) -> {
            List<Map.Entry<String, Long>> byCount = words.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed()).toList();
            warnings.add("unknown values of %s: %s; say what each means, for example with --map %s.%s=%s", field,
                    byCount.stream()
                            .map(word -> "%s %,d".formatted(Warnings.shortened(word.getKey()), word.getValue()))
                            .collect(Collectors.joining(", ")),
                    field, Warnings.shortened(byCount.getFirst().getKey()),
                    field.equals("action") ? "click, or ignore" : "active");
        });
        folder.ignored().forEach(ignored -> warnings.add("%s", ignored));
        new TreeMap<>(folder.columns()).forEach((name, column) -> {
            if (hasNoValue(name)) {
                warnings.add("%s is mapped to column '%s', in which no record has a value", name, column);
            }
        });
        contents.warn(warnings);
        items.warn(warnings);
        events.warn(warnings);
        if (contents.entries() > 0 && events.first() == null) {
            warnings.add("there are no events; channels that start from behaviour recall nothing without them");
        }
        warnings.count(contents.entries() == 0 ? 0 : undescribedContents,
                "content is", "contents are", " mentioned by events only and not recalled unless the setting "
                        + "recall.eligibility.undescribed is true");
        boolean realTimes = folder.dataSet().timestamps() == DataSet.Timestamps.REAL;
        warnings.count(realTimes ? contents.entries() - contents.fields().getOrDefault("published_at", 0L) : 0,
                "content", "contents",
                " without published_at: channel fresh, lists of the latest contents and filters by age "
                        + "leave them out, and an evaluation cannot tell how new they are; add the field, or map it with --map "
                        + "published_at=COLUMN");
        warnings.share(realTimes ? beforePublication : 0, onContents,
                "%.0f %% of the events on contents are before the published_at of the content, when it cannot be recalled");
        warnings.count(repeated,
                "event without event_id duplicates", "events without event_id duplicate",
                " an earlier one; each is counted, unless --unique is given");
        return warnings.lines();
    }

    /** @param mapped field of a mapping */
    private boolean hasNoValue(String mapped) {
        Matcher ofEntries = MAPPED.matcher(mapped);
        if (ofEntries.matches()) {
            String field = ofEntries.group("entry");
            return contents.entries() + items.entries() > 0 && !contents.has(field) && !items.has(field);
        }
        Matcher ofEvents = MAPPED_OF_EVENTS.matcher(mapped);
        return ofEvents.matches() && events.first() != null
                && !events.fields().containsKey(ofEvents.group(1).replace("seconds", "ms"));
    }

    private <R> void read(RecordType<R> type, Consumer<R> sink) {
        check(type, record -> {
            sink.accept(record);
            return Optional.empty();
        });
    }

    /** @param defect returns the reason if a load rejects a record because of others */
    private <R> void check(RecordType<R> type, Function<R, Optional<String>> defect) {
        Listener listener = new Listener(type.kind());
        folder.read(type, line -> defect.apply(line.record()).ifPresentOrElse(
                reason -> listener.deadLetter(line.origin().deadLetter(reason)), () -> progress.advance(1)), listener);
        listener.end();
    }

    /** The contents of a folder without a file of them are in the graph already. */
    private Optional<String> vectors(ContentVectors record) {
        if (folder.has(RecordKind.CONTENTS) && !catalogue.contains(key(record.content()))) {
            return Optional.of(Rejection.unknownContent(record));
        }
        contents.addVectors(record.vectors());
        return Optional.empty();
    }

    private void entry(CatalogueStatistics statistics, CatalogueEntry entry) {
        catalogue.add(key(entry.id()));
        statistics.add(entry);
    }

    private void event(BehaviourEvent event) {
        if (event.target().label() == NodeLabel.CONTENT) {
            onContents++;
            beforePublication += published.getOrDefault(HashedCounter.hash(event.target().key()),
                    Long.MIN_VALUE) > event.at().toEpochMilli() ? 1 : 0;
        }
        if (events.addUser(event) && folder.has(RecordKind.USERS) && !catalogue.contains(key(event.user()))) {
            unknownUsers++;
        }
        if (events.addTarget(event) && event.target().label() != NodeLabel.QUERY
                && !catalogue.contains(key(event.target()))) {
            unknownTargets++;
            undescribedContents += event.target().label() == NodeLabel.CONTENT ? 1 : 0;
        }
    }

    private static String key(NodeKey node) {
        return node.label() + " " + node.key();
    }

    private final class Listener extends CountingListener {

        private Listener(RecordKind kind) {
            super(kind, counts, progress);
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            super.deadLetter(letter);
            Matcher unknown = UNKNOWN_WORD.matcher(letter.reason());
            if (unknown.find()) {
                Map<String, Long> words = unknownWords.computeIfAbsent(unknown.group(1), absent -> new TreeMap<>());
                if (words.size() < MAX_WORDS || words.containsKey(unknown.group(2))) {
                    words.merge(unknown.group(2), 1L, Long::sum);
                }
            }
            progress.advance(1);
        }

        @Override
        public void replaced() {
            super.replaced();
            progress.advance(1);
        }

        @Override
        public void skipped() {
            super.skipped();
            progress.advance(1);
        }

        @Override
        public void repeated() {
            repeated++;
        }
    }
}
