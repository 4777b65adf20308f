package io.graphrecall.cli;

import io.graphrecall.offline.LearnedModel;
import io.graphrecall.offline.TrainingOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** The options of commands that train. */
final class TrainingChoice {

    @Option(names = "--epochs", paramLabel = "N", description = "Passes of each training at most (default: as many as suit it).")
    private @Nullable Integer epochs;

    @Option(names = "--retrain", description = "Train again where a model that still fits is there.")
    private boolean again;

    @Option(names = "--no-multimodal", description = "Leave out what contents show and sound like: no multimodal encoder, no spaces multimodal and visual.")
    private boolean withoutMultimodal;

    @Option(names = "--no-personalised", description = "Leave out the personalised representation: no space and no channel personalised.")
    private boolean withoutPersonalised;

    @Option(names = "--no-deep-match", description = "Leave out the deep match model: no space and no channel deep_match.")
    private boolean withoutDeepMatch;

    @Option(names = "--no-gcn", description = "Leave out the meta-path GCN: no space and no channel gcn.")
    private boolean withoutGcn;

    @Option(names = "--training-threads", paramLabel = "N", defaultValue = "1", description = "Threads of the training; more than one only where as many cores are idle (default: "
            + "${DEFAULT-VALUE}).")
    private int threads = 1;

    @Option(names = "--frame-encoder", paramLabel = "FILE", description = "An ONNX image model for pictures and frames, with what it wants its pictures to be in a .json file beside it (default: the built-in encoder).")
    private @Nullable Path frames;

    private Set<LearnedModel> models() {
        Set<LearnedModel> models = EnumSet.allOf(LearnedModel.class);
        models.removeIf(model -> switch (model) {
            case MULTIMODAL -> withoutMultimodal;
            case PERSONALISED -> withoutPersonalised;
            case DEEP_MATCH -> withoutDeepMatch;
            case GCN -> withoutGcn;
        });
        return models;
    }

    /** The options as a value; wrong ones are the command's wrong usage. */
    TrainingOptions options(HomeCommand command) {
        try {
            return new TrainingOptions(models(), epochs, again, threads, frames);
        } catch (IllegalArgumentException e) {
            throw command.wrongUsage(String.valueOf(e.getMessage()));
        }
    }
}
