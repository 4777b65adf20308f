package io.graphrecall.benchmarks.multimodal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.gnn.multimodal.ContentSample;
import io.graphrecall.gnn.multimodal.EncodedContent;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.gnn.multimodal.MultimodalTraining;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.schema.Progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Trains the multimodal encoder on four fifths of a data set and scores its vectors by labels that it has not learned
 * from, over the contents it saw and over the fifth it did not. Every training leaves its scores in a file; what is
 * there is not done again, and a training that was killed goes on.
 */
public final class MultimodalDriver {

    private static final int UNSEEN_PART = 5;
    private static final double NANOS = 1e9;

    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final MultimodalSettings settings;

    MultimodalDriver(MultimodalSettings settings) {
        this.settings = settings;
    }

    /** Runs what the arguments describe; without any, tells which there are. */
    public static void main(String[] words) throws IOException {
        if (words.length == 0) {
            System.err.println(MultimodalSettings.USAGE);
            System.exit(2);
        }
        MultimodalDriver driver = new MultimodalDriver(MultimodalSettings.of(Arguments.of(words)));
        System.out.println(driver.mapper.writeValueAsString(driver.run()));
    }

    /** The scores of every variant and seed. */
    List<EncoderScores> run() throws IOException {
        LabelledSamples data = LabelledSamples.read(settings.data(), settings.parameters().model());
        data.problems().forEach(problem -> System.err.println("passed over: " + problem));
        boolean[] unseen = unseen(data.samples().size());
        List<EncoderScores> all = new ArrayList<>();
        List<EncoderVariant> variants = settings.ablation()
                ? Arrays.asList(EncoderVariant.values())
                : List.of(EncoderVariant.WHOLE);
        for (int seed = 0; seed < settings.seeds(); seed++) {
            for (EncoderVariant variant : variants) {
                EncoderScores scores = scores(data, unseen, variant, seed);
                System.err.print(scores.text());
                all.add(scores);
            }
        }
        return all;
    }

    private EncoderScores scores(LabelledSamples data, boolean[] unseen, EncoderVariant variant, long seed)
            throws IOException {
        Path folder = Files.createDirectories(settings.out().resolve(variant.wireName() + "-" + seed));
        Path result = folder.resolve("scores.json");
        if (Files.exists(result)) {
            return mapper.readValue(result.toFile(), EncoderScores.class);
        }
        List<ContentSample> learned = IntStream.range(0, unseen.length).filter(i -> !unseen[i])
                .mapToObj(data.samples()::get).toList();
        try (MultimodalEncoder encoder = new MultimodalTraining(variant.of(settings.parameters()), seed)
                .train(learned, folder.resolve("checkpoint.npz"), new Lines())) {
            TrainingReport report = encoder.metadata().report();
            long begin = System.nanoTime();
            List<EncodedContent> vectors = encoder.encode(data.samples());
            double perSecond = vectors.size() / ((System.nanoTime() - begin) / NANOS);
            EncoderScores scores = EncoderScores.of(
                    variant.wireName(), seed,
                    new EncoderScores.Cost(report.seconds(), report.epochs().size(), perSecond), data,
                    vectors, i -> unseen[i]);
            mapper.writeValue(result.toFile(), scores);
            return scores;
        }
    }

    /** The same fifth for every variant and seed. */
    private static boolean[] unseen(int size) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(order, new Random(0));
        boolean[] unseen = new boolean[size];
        order.subList(0, size / UNSEEN_PART).forEach(i -> unseen[i] = true);
        return unseen;
    }

    /** A line an epoch on the error output. */
    private static final class Lines implements Progress {

        private String task = "";

        @Override
        public void begin(String name, long total) {
            task = name;
        }

        @Override
        public void advance(long steps) {}

        @Override
        public void end(String outcome) {
            System.err.println(task + ": " + outcome);
        }
    }
}
