package io.graphrecall.service.http;

import io.graphrecall.cypher.GraphCircuit;
import io.graphrecall.cypher.GraphExplorer;
import io.graphrecall.loaders.dataset.DeadLetters;
import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.pipeline.explain.Explainer;
import io.graphrecall.pipeline.filter.UnknownValues.UnknownValue;
import io.graphrecall.service.catalogue.ContentCatalogue;
import io.graphrecall.service.catalogue.UserCatalogue;
import io.graphrecall.service.cluster.Generations;
import io.graphrecall.service.feedback.ClickCounts;
import io.graphrecall.service.feedback.FeedbackLog;
import io.graphrecall.service.intake.CatalogueIntake;
import io.graphrecall.service.intake.EventFormats;
import io.graphrecall.service.intake.EventIntake;
import io.graphrecall.service.intake.Spool;
import io.graphrecall.service.snapshot.LiveSnapshots;
import io.graphrecall.service.state.UserStates;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The components that endpoints call.
 *
 * @param formats formats of posted events
 * @param spool takes the posts that the graph does not
 * @param reports folder with the reports of evaluations; it need not exist
 * @param deadLetters dead-letter files of this member's home, by name; they need not exist
 * @param circuit open while Neo4j does not respond
 * @param members returns the number of members of the cluster
 * @param clock current time of requests
 * @param reload reads the settings again and uses their scenes
 * @param ready returns true once a generation serves and is warm
 * @param consuming returns true unless a Kafka topic of the settings waits
 * @param topicLag returns the records that this member is behind the end of the Kafka topic; NaN without one
 */
public record ServiceParts(
        RecallPipeline pipeline,
        Explainer explainer,
        UserStates users,
        LiveSnapshots snapshots,
        Generations generations,
        EventIntake events,
        FeedbackLog feedback,
        ClickCounts clicks,
        CatalogueIntake contents,
        EventFormats formats,
        Spool spool,
        ContentCatalogue catalogue,
        UserCatalogue userCatalogue,
        GraphExplorer graph,
        Path reports,
        Map<String, DeadLetters> deadLetters,
        GraphCircuit circuit,
        IntSupplier members,
        InstantSource clock,
        Supplier<Reloaded> reload,
        BooleanSupplier ready,
        BooleanSupplier consuming,
        DoubleSupplier topicLag) {

    /**
     * Result of reading the settings again.
     *
     * @param restart other settings that changed and need a restart
     * @param unknown values in the filters of scenes that no content has, such as a misspelt attribute
     */
    public record Reloaded(List<String> restart, List<UnknownValue> unknown) {}
}
