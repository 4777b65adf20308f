package io.graphrecall.cli;

import io.graphrecall.gnn.TrainingSteps;
import io.graphrecall.gnn.deepmatch.DeepMatchStep;
import io.graphrecall.gnn.deepmatch.MatchConfiguration;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.offline.TrainingOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;

/** Options of commands that train. Each training step has an option {@code --no-NAME}. */
final class TrainingChoice {

    @Option(names = "--epochs", paramLabel = "N", description = "Maximum epochs per model (default: set by each model).")
    private @Nullable Integer epochs;

    @Option(names = "--retrain", description = "Also train models that are up to date.")
    private boolean retrain;

    @Option(names = "--device", paramLabel = "NAME", defaultValue = "auto", description = "Device of the trainings: cpu, gpu, gpu:N or auto, the first GPU if there is one (default: ${DEFAULT-VALUE}).")
    private String device = "auto";

    @Option(names = "--training-threads", paramLabel = "N", defaultValue = "1", description = "Training threads. Use more than one only if that many cores are idle (default: ${DEFAULT-VALUE}).")
    private int threads = 1;

    @Option(names = "--configuration", paramLabel = "NAME", description = "Configuration of the deep match model: session, encoder or popular (default: the better one of session and encoder if times are real, else encoder).")
    private @Nullable MatchConfiguration configuration;

    @Option(names = "--frame-encoder", paramLabel = "FILE", description = "ONNX image model for pictures and video frames, with its preprocessing in a .json file of the same name (default: built-in encoder).")
    private @Nullable Path imageModel;

    /** Adds the options that exclude training steps to a command that has these options. */
    static void addExclusions(CommandSpec command) {
        if (trains(command)) {
            TrainingSteps.STANDARD.forEach(step -> command.addOption(OptionSpec.builder(exclusion(step.name()))
                    .type(boolean.class).arity("0")
                    .description("Exclude " + step.description() + ".")
                    .build()));
        }
    }

    private static boolean trains(CommandSpec command) {
        return command.userObject() instanceof TrainingChoice
                || command.mixins().values().stream().anyMatch(TrainingChoice::trains);
    }

    private static String exclusion(String step) {
        return "--no-" + step.replace('_', '-');
    }

    /** Validates the options; invalid ones are a usage error of the command. */
    TrainingOptions options(HomeCommand command) {
        return command.valid(() -> {
            TrainingOptions options = new TrainingOptions(
                    TrainingSteps.STANDARD, epochs,
                    retrain ? TrainingContext.Policy.RETRAIN : TrainingContext.Policy.UPDATE,
                    ComputeDevice.of(device), threads, imageModel);
            return (configuration == null ? options : options.with(new DeepMatchStep(List.of(configuration))))
                    .without(step -> command.isGiven(exclusion(step)));
        });
    }
}
