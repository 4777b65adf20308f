package io.graphrecall.service.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.cypher.GraphCircuit;
import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.pipeline.settings.SettingsValues;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.cluster.GraphFollower;
import io.graphrecall.service.recall.Recalls;
import io.graphrecall.service.snapshot.GraphContinuity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;

/** Takes posted records, those that wait on disk for Neo4j, and those of a Kafka topic. Thread-safe. */
public final class Intake implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int MAX_WARM_UP_WRITES = 10;
    private static final Duration USUAL_WRITE = Duration.ofMillis(100);

    private final SettingsValues settings;
    private final Path home;
    private final Recalls recalls;
    private final GraphWriter writer;
    private final EventFormats formats;
    private final EventIntake events;
    private final CatalogueIntake contents;
    private final Spool spool;
    private volatile @Nullable TopicIntake topic;

    /**
     * @param home        folder of the spool, of the topic's settings and of dead letters
     * @param onUserErased gets a user whose data was deleted from the graph
     * @param onCommitted gets the events of a post when they are in the graph
     * @param onVisible   gets the kind of the records and the nanoseconds of a post when recalls see them
     */
    public Intake(
            SettingsValues settings, Path home, Recalls recalls, GraphFollower follower,
            Consumer<UserId> onUserErased, Consumer<List<BehaviourEvent>> onCommitted,
            ObjLongConsumer<String> onVisible) {
        this.settings = settings;
        this.home = home;
        this.recalls = recalls;
        GraphCircuit circuit = recalls.graph().circuit();
        GraphContinuity continuity = recalls.snapshots().continuity();
        writer = GraphWriter.forService(recalls.graph().client(), continuity::require);
        formats = new EventFormats(recalls.snapshots(), recalls.clock());
        spool = new Spool(home, settings.get(SpoolSettings.SECTION), // before the threads of the others: its file can be damaged
                () -> !circuit.isOpen() && !circuit.isRecovering() && continuity.problem() == null, writers());
        contents = new CatalogueIntake(
                writer, follower, settings.get(IntakeParameters.CONTENTS), circuit, onVisible);
        events = new EventIntake(writer, recalls, user -> {
            recalls.forget(user);
            onUserErased.accept(user);
        }, onCommitted, settings.get(IntakeParameters.EVENTS), onVisible);
    }

    private Map<RecordKind, Function<List<JsonNode>, Receipt>> writers() {
        return Map.of(
                RecordKind.EVENTS, json -> events.post(json.stream().map(formats.reader()).toList()),
                RecordKind.CONTENTS, json -> contents.post(read(json, CatalogueFormat::content)),
                RecordKind.ITEMS, json -> contents.postItems(read(json, CatalogueFormat::item)),
                RecordKind.USERS, json -> contents.postUsers(read(json, CatalogueFormat::user)));
    }

    private static <T> List<T> read(List<JsonNode> json, BiFunction<JsonNode, Consumer<Conversion>, T> format) {
        return json.stream().map(record -> format.apply(record, Conversion.UNREPORTED)).toList();
    }

    /** Starts to write what waits on disk, and to consume the topic of the settings. */
    public void start() {
        spool.start();
        TopicSettings ofTopic = settings.get(TopicSettings.SECTION);
        if (ofTopic.consumes()) {
            topic = new TopicIntake(ofTopic, home, writer, PresentTime.of(recalls.clock()), events, contents);
        }
    }

    /** Writes without effect until Neo4j takes as long as usual. */
    public void warmUp() {
        try {
            for (int i = 0; i < MAX_WARM_UP_WRITES; i++) {
                long begin = System.nanoTime();
                writer.warmUp();
                if (System.nanoTime() - begin < USUAL_WRITE.toNanos()) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("The first posts may be slow: {}", e.toString());
        }
    }

    public EventIntake events() {
        return events;
    }

    /** Takes contents, items and users. */
    public CatalogueIntake contents() {
        return contents;
    }

    /** Formats of posted events. */
    public EventFormats formats() {
        return formats;
    }

    /** Takes the posts that the graph does not. */
    public Spool spool() {
        return spool;
    }

    /** Returns true unless a Kafka topic of the settings waits. */
    public boolean isConsuming() {
        TopicIntake current = topic;
        return current == null || current.isConsuming();
    }

    /** Returns the records that this member is behind the end of the Kafka topic; NaN without one. */
    public double topicLag() {
        TopicIntake current = topic;
        return current == null ? Double.NaN : current.lag();
    }

    /** Takes nothing more and commits what waits in memory. */
    @Override
    public void close() {
        TopicIntake current = topic;
        if (current != null) {
            current.close();
        }
        spool.close();
        events.close();
        contents.close();
    }
}
