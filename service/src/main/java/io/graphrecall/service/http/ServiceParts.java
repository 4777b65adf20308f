package io.graphrecall.service.http;

import io.graphrecall.pipeline.filter.UnknownValues.UnknownValue;
import io.graphrecall.service.cluster.Generations;
import io.graphrecall.service.feedback.Feedback;
import io.graphrecall.service.intake.Intake;
import io.graphrecall.service.recall.Recalls;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The areas of a service that endpoints call.
 *
 * @param home    folder with reports and dead letters; they need not exist
 * @param members returns the number of members of the cluster
 * @param reload  reads the settings again and uses their scenes
 * @param ready   returns true once a generation serves and is warm
 */
public record ServiceParts(
        Recalls recalls,
        Generations generations,
        Intake intake,
        Feedback feedback,
        Path home,
        IntSupplier members,
        Supplier<Reloaded> reload,
        BooleanSupplier ready) {

    /** The folder of a home with the reports of evaluations, without examples that name users. */
    public static final String REPORTS = "reports";

    /**
     * Result of reading the settings again.
     *
     * @param restart other settings that changed and need a restart
     * @param unknown values in the filters of scenes that no content has, such as a misspelt attribute
     */
    public record Reloaded(List<String> restart, List<UnknownValue> unknown) {}
}
