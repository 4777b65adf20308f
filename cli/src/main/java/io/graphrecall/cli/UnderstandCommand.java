package io.graphrecall.cli;

import io.graphrecall.content.encode.EncoderParameters;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.content.text.Terms;
import io.graphrecall.content.understand.ContentUnderstanding;
import io.graphrecall.content.understand.Field;
import io.graphrecall.content.understand.UnderstandingParameters;
import io.graphrecall.evaluation.lists.UnderstandingLists;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.TagRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

@Command(name = "understand", description = "Derives terms, tags, category and attributes of the contents of a data set from their texts and writes them as "
        + "JSON Lines. Needs no graph.")
final class UnderstandCommand extends HomeCommand implements Runnable {

    @Parameters(paramLabel = "DIR", description = "Data-set folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Mixin
    private final DataSetOptions dataSet = new DataSetOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Output file.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--without", split = ",", paramLabel = "FIELD", description = "Given fields to hide and predict with five-fold cross-validation: tags, category, attributes. If tags are hidden, "
            + "hashtags are removed from the texts.")
    private EnumSet<Field> without = EnumSet.noneOf(Field.class);

    @Mixin
    private final EncoderOptions encoding = new EncoderOptions();

    @Option(names = "--seed", paramLabel = "S", defaultValue = "0", description = "Random seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public void run() {
        prepareOutput(out);
        EncoderParameters encoders = encoding.parameters(this);
        DataSetFolder data = dataSet.open(folder, 1, this);
        List<Content> contents = new ArrayList<>();
        LongAdder rejected = new LongAdder();
        data.contents(contents::add, letter -> rejected.increment());
        List<TagRecord> tags = new ArrayList<>();
        data.tags(tags::add);

        Console console = console();
        UnderstandingParameters parameters = UnderstandingParameters.DEFAULT.withHidden(without).withSeed(seed);
        try (TextEncoder encoder = encoders.open(
                ContentUnderstanding.texts(contents), RecallHome.cache(home().folder()))) {
            long lines = new UnderstandingLists(new ContentUnderstanding(encoder, new Terms(), parameters), without)
                    .write(contents, tags, out, console.progress());
            if (rejected.sum() > 0) {
                console.print(
                        "Rejected " + Counts.of(rejected.sum(), "line") + "; recall load --check shows the reasons");
            }
            console.print("Wrote features of " + Counts.of(lines, "content") + " to " + out);
        }
    }
}
