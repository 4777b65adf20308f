package io.graphrecall.benchmarks.multimodal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.graphrecall.benchmarks.folder.RandomSample;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.EpochLog;
import io.graphrecall.benchmarks.input.ResultFolder;
import io.graphrecall.evaluation.description.Fingerprint;
import io.graphrecall.gnn.multimodal.ContentSample;
import io.graphrecall.gnn.multimodal.EncodedContent;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.gnn.multimodal.MultimodalTraining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Evaluation of the multimodal encoder: trains it on four fifths of a data set and scores its vectors by labels that
 * are not used in training, over the training contents and over the held-out fifth. Each training writes its scores to
 * a file. Finished trainings are not repeated, and interrupted ones resume.
 */
public final class MultimodalDriver {

    private static final int HELD_OUT_DIVISOR = 5;
    private static final double NANOS = 1e9;

    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final MultimodalSettings settings;

    MultimodalDriver(MultimodalSettings settings) {
        this.settings = settings;
    }

    /** Runs the evaluation that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) throws IOException {
        MultimodalDriver driver = new MultimodalDriver(
                MultimodalSettings.of(Arguments.ofProgram(MultimodalSettings.USAGE, words)));
        System.out.println(driver.mapper.writeValueAsString(driver.run()));
    }

    /** Returns the scores of every variant and seed. */
    List<EncoderScores> run() throws IOException {
        ResultFolder.require(settings.out(), Fingerprint.of(settings.data()) + ", " + settings.parameters());
        LabelledSamples data = LabelledSamples.read(settings.data(), settings.parameters().model());
        data.problems().forEach(problem -> System.err.println("Skipped: " + problem));
        // The same fifth for every variant and seed.
        BitSet heldOut = RandomSample.of(data.samples().size(), data.samples().size() / HELD_OUT_DIVISOR);
        List<EncoderScores> all = new ArrayList<>();
        for (int seed = 0; seed < settings.seeds(); seed++) {
            for (EncoderVariant variant : settings.variants()) {
                EncoderScores scores = scores(data, heldOut, variant, seed);
                System.err.println(mapper.writeValueAsString(scores));
                all.add(scores);
            }
        }
        return all;
    }

    private EncoderScores scores(LabelledSamples data, BitSet heldOut, EncoderVariant variant, long seed)
            throws IOException {
        Path folder = Files.createDirectories(settings.out().resolve(variant.wireName() + "-" + seed));
        Path result = folder.resolve("scores.json");
        if (Files.exists(result)) {
            return mapper.readValue(result.toFile(), EncoderScores.class);
        }
        List<ContentSample> training = IntStream.range(0, data.samples().size()).filter(i -> !heldOut.get(i))
                .mapToObj(data.samples()::get).toList();
        long begin = System.nanoTime();
        try (MultimodalEncoder encoder = new MultimodalTraining(variant.of(settings.parameters()), seed,
                settings.device())
                .train(training, folder.resolve("checkpoint.npz"), new EpochLog())) {
            long start = System.nanoTime();
            List<EncodedContent> vectors = encoder.encode(data.samples());
            double perSecond = vectors.size() / ((System.nanoTime() - start) / NANOS);
            EncoderScores scores = EncoderScores.of(
                    variant.wireName(), seed,
                    new EncoderScores.Cost(
                            (start - begin) / NANOS, encoder.metadata().report().epochs().size(), perSecond),
                    data, vectors, heldOut::get, settings.out());
            mapper.writeValue(result.toFile(), scores);
            return scores;
        }
    }

}
