package io.graphrecall.cli;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.home.RecallHome;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.Stage;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.schema.parallel.LocalBlocks;
import io.graphrecall.service.cluster.ClusterClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;

@Command(name = "build", description = "Builds a generation from the graph and activates it.")
final class BuildCommand extends HomeCommand implements Runnable {

    @Option(names = "--only", split = ",", paramLabel = "STAGE", description = "Run only these stages: understand, extract, train, tables, publish (default: all).")
    private EnumSet<Stage> only = EnumSet.allOf(Stage.class);

    @Option(names = "--as-of", paramLabel = "TIME", description = "Ignore later events; a date alone means its end in UTC (default: time of the newest event).")
    private @Nullable Instant asOf;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "0", description = "Random seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--warm-start", description = "Start the trainings of personalised, deep_match and gcn from the models of the last build, for 1 epoch or --epochs.")
    private boolean warmStart;

    @Mixin
    private final EncoderOptions encoding = new EncoderOptions();

    @Option(names = "--no-text", description = "Encode no texts: no text space, and no predicted tags, categories and attributes.")
    private boolean noText;

    @Option(names = "--no-fit", description = "Learn from all events, and do not fit the blend of the scene feed. By default, a build leaves out the latest content of "
            + "some users, recalls for them, and fits the blend to what they chose.")
    private boolean noFit;

    @Mixin
    private final TrainingChoice training = new TrainingChoice();

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Override
    public void run() {
        BuildOptions options = BuildOptions.DEFAULT.withStages(only).withAsOf(asOf).withSeed(seed)
                .withEncoder(noText ? null : encoding.parameters(this)).withTraining(training());
        Console console = console();
        try (RecallHome home = home().openExisting(console.progress());
                ClusterClient members = cluster.connect(home, console.progress())) {
            Optional<GenerationId> built = home.build(
                    noFit ? options.withoutFit() : options, members == null ? LocalBlocks.PLAIN : members.blocks(),
                    console.progress())
                    .map(GenerationManifest::id);
            console.print(built
                    .map(id -> (only.contains(Stage.TABLES) ? "Built" : "Published") + " generation " + id.value())
                    .orElse("Ran " + only.stream().map(Stage::wireName).collect(Collectors.joining(", "))));
            built.ifPresent(this::share);
        }
    }

    private TrainingOptions training() {
        TrainingOptions options = training.options(this);
        if (warmStart && options.policy() == TrainingContext.Policy.RETRAIN) {
            throw wrongUsage("--warm-start and --retrain exclude each other");
        }
        return warmStart ? options.withPolicy(TrainingContext.Policy.WARM_START) : options;
    }
}
