package io.graphrecall.gnn.multimodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.InterruptAfter;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.gnn.training.TrainingSchedule;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

class MultimodalTrainingTest {

    private static final MultimodalParameters SMALL = new MultimodalParameters(
            new MultimodalParameters.Model(
                    32, 2, 1, 1, 1, 0.1f, Shapes.SIDE, 8, 4, 4, 100, 2, MultimodalParameters.Fusion.LATE,
                    FrameModel.BUILT_IN),
            MultimodalParameters.Losses.DEFAULT,
            new TrainingSchedule(8, 32, 3e-3f, 0.01f, 0.1, 8, 1));

    @TempDir
    Path folder;

    @Test
    void trainingLowersTheLossAndTextsRetrieveUnseenPictures() {
        try (MultimodalEncoder encoder = new MultimodalTraining(SMALL, 1, ComputeDevice.CPU)
                .train(Shapes.catalogue(320, 1), null, Progress.NONE)) {
            List<TrainingReport.Epoch> epochs = encoder.metadata().report().epochs();
            assertThat(epochs.getLast().loss()).isLessThan(0.8 * epochs.getFirst().loss());
            List<ContentSample> unseen = Shapes.catalogue(120, 2);
            List<EncodedContent> vectors = encoder.encode(unseen);
            // At random, one nearest picture in twelve has the colour and the shape of the text.
            double hits = IntStream.range(0, unseen.size()).filter(i -> {
                int best = nearest(Objects.requireNonNull(vectors.get(i).text()), vectors);
                return look(unseen.get(best)).equals(look(unseen.get(i)));
            }).count() / (double) unseen.size();
            assertThat(hits).isGreaterThan(0.5);
        }
    }

    @Test
    void aResumedTrainingEqualsAnUninterruptedOne() {
        List<ContentSample> samples = Shapes.films(64, 3);
        MultimodalParameters four = SMALL.withSchedule(SMALL.schedule().withMaxEpochs(4));
        MultimodalTraining training = new MultimodalTraining(four, 5, ComputeDevice.CPU);
        Path checkpoint = folder.resolve("checkpoint.npz");
        assertThatThrownBy(() -> training.train(samples, checkpoint, new InterruptAfter(2)))
                .isInstanceOfSatisfying(RecallException.class,
                        e -> assertThat(e.code()).isEqualTo(RecallException.Code.CANCELLED));
        assertThat(Thread.interrupted()).isTrue();
        try (MultimodalEncoder uninterrupted = training.train(samples, null, Progress.NONE);
                MultimodalEncoder resumed = training.train(samples, checkpoint, Progress.NONE)) {
            List<TrainingReport.Epoch> expectedEpochs = uninterrupted.metadata().report().epochs();
            List<TrainingReport.Epoch> epochs = resumed.metadata().report().epochs();
            assertThat(epochs).hasSize(4);
            for (int epoch = 0; epoch < 4; epoch++) {
                assertThat(epochs.get(epoch).loss()).isCloseTo(expectedEpochs.get(epoch).loss(), within(1e-5));
            }
            float[] expected = Objects.requireNonNull(uninterrupted.encode(samples).get(7).multimodal());
            float[] actual = Objects.requireNonNull(resumed.encode(samples).get(7).multimodal());
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], within(1e-4f));
            }
        }
    }

    @Test
    void absentStreamsAreMaskedAndBatchesDoNotMixContents() {
        List<ContentSample> films = Shapes.films(64, 3);
        try (MultimodalEncoder encoder = new MultimodalTraining(
                SMALL.withSchedule(SMALL.schedule().withMaxEpochs(1)), 5, ComputeDevice.CPU)
                .train(films, null, Progress.NONE)) {
            ContentSample film = films.getFirst();
            ContentSample textOnly = new ContentSample(film.terms(), List.of(), List.of());
            ContentSample pictureOnly = new ContentSample(List.of(), film.frames().subList(0, 1), List.of());
            ContentSample nothing = new ContentSample(List.of(), List.of(), List.of());
            List<EncodedContent> together = encoder.encode(List.of(film, textOnly, pictureOnly, nothing));
            assertThat(together.get(1).visual()).isNull();
            assertThat(together.get(1).multimodal()).isNotNull();
            assertThat(together.get(2).text()).isNull();
            assertThat(together.get(2).visual()).isNotNull();
            assertThat(together.get(3).multimodal()).isNull();
            for (int i = 0; i < 3; i++) {
                ContentSample sample = List.of(film, textOnly, pictureOnly).get(i);
                EncodedContent alone = encoder.encode(List.of(sample)).getFirst();
                assertThat(Objects.requireNonNull(alone.multimodal()))
                        .usingComparatorWithPrecision(1e-4f)
                        .containsExactly(Objects.requireNonNull(together.get(i).multimodal()));
            }
        }
    }

    @Test
    void anEncoderThatWasTrainedWithoutSoundIgnoresIt() {
        List<ContentSample> films = Shapes.films(64, 3);
        try (MultimodalEncoder encoder = new MultimodalTraining(
                SMALL.withSchedule(SMALL.schedule().withMaxEpochs(1)), 5, ComputeDevice.CPU)
                .train(Shapes.catalogue(64, 3), null, Progress.NONE)) {
            ContentSample film = films.getFirst();
            List<EncodedContent> vectors = encoder.encode(List.of(
                    film, new ContentSample(film.terms(), film.frames(), List.of()),
                    new ContentSample(List.of(), List.of(), film.sound())));
            assertThat(Objects.requireNonNull(vectors.get(0).multimodal())).usingComparatorWithPrecision(1e-4f)
                    .containsExactly(Objects.requireNonNull(vectors.get(1).multimodal()));
            assertThat(vectors.get(2).multimodal()).isNull();
        }
    }

    @Test
    void equalTrainingsHaveEqualFiles() {
        List<Path> files = List.of(folder.resolve("one.npz"), folder.resolve("other.npz"));
        for (Path file : files) {
            try (MultimodalEncoder encoder = new MultimodalTraining(
                    SMALL.withSchedule(SMALL.schedule().withMaxEpochs(1)), 5, ComputeDevice.CPU)
                    .train(Shapes.films(64, 3), null, Progress.NONE)) {
                encoder.write(file);
            }
        }
        assertThat(files.getFirst()).hasSameBinaryContentAs(files.getLast());
    }

    @Test
    void anEncoderReadFromItsFileEncodesTheSame() throws IOException {
        List<ContentSample> films = Shapes.films(64, 3);
        try (MultimodalEncoder encoder = new MultimodalTraining(
                SMALL.withSchedule(SMALL.schedule().withMaxEpochs(1)), 5, ComputeDevice.CPU)
                .train(films, null, Progress.NONE)) {
            Path file = folder.resolve("encoder.npz");
            encoder.write(file);
            byte[] bytes = Files.readAllBytes(file);
            try (MultimodalEncoder read = MultimodalEncoder.read(new ByteArrayInputStream(bytes), ComputeDevice.CPU,
                    1)) {
                assertThat(read.metadata()).isEqualTo(encoder.metadata());
                assertThat(read.metadata().contents()).isEqualTo(64);
                assertThat(Objects.requireNonNull(read.encode(films).get(3).multimodal()))
                        .containsExactly(Objects.requireNonNull(encoder.encode(films).get(3).multimodal()));
            }
            byte[] truncated = Arrays.copyOf(bytes, bytes.length / 2);
            assertThatThrownBy(() -> MultimodalEncoder.read(new ByteArrayInputStream(truncated), ComputeDevice.CPU, 1))
                    .isInstanceOf(RecallException.class);
        }
    }

    @Test
    void coverageIsFullForTheOwnCatalogueAndLowerForOthers() {
        List<ContentSample> films = Shapes.films(64, 3);
        List<List<String>> texts = films.stream().map(ContentSample::terms).toList();
        TermVocabulary terms = TermVocabulary.of(texts, 2, 100);
        assertThat(terms.coverage(texts, 2, 100)).isEqualTo(1);
        assertThat(terms.coverage(List.of(List.of("red", "kite"), List.of("red", "kite")), 2, 100)).isEqualTo(0.5);
        assertThat(terms.coverage(List.of(List.of("kite")), 2, 100)).isEqualTo(1);
    }

    @Test
    void trainsWithEarlyFusionAndWithoutEachLoss() {
        List<ContentSample> films = Shapes.films(64, 3);
        MultimodalParameters.Losses all = SMALL.losses();
        MultimodalParameters one = SMALL.withSchedule(SMALL.schedule().withMaxEpochs(1));
        List.of(
                one.withLosses(all.withoutMaskedTokens()), one.withLosses(all.withoutMaskedFrames()),
                one.withLosses(all.withoutAlignment()),
                one.withModel(one.model().withFusion(MultimodalParameters.Fusion.EARLY))).forEach(parameters -> {
                    try (MultimodalEncoder encoder = new MultimodalTraining(parameters, 1, ComputeDevice.CPU)
                            .train(films, null, Progress.NONE)) {
                        float[] vector = Objects.requireNonNull(encoder.encode(films).getFirst().multimodal());
                        assertThat(length(vector)).isCloseTo(1, within(1e-4));
                    }
                });
    }

    @Test
    void trainsOnVectorsOfAnImageModelInsteadOfPixels() {
        MultimodalParameters withImageModel = SMALL
                .withModel(SMALL.model().withFrames(new FrameModel("some.onnx", "", 12)));
        try (MultimodalEncoder encoder = new MultimodalTraining(withImageModel, 1, ComputeDevice.CPU)
                .train(Shapes.withFrameVectors(160, 1), null, Progress.NONE)) {
            List<ContentSample> unseen = Shapes.withFrameVectors(60, 2);
            List<EncodedContent> vectors = encoder.encode(unseen);
            double hits = IntStream.range(0, unseen.size()).filter(i -> look(unseen.get(i)).equals(
                    look(unseen.get(nearest(Objects.requireNonNull(vectors.get(i).text()), vectors)))))
                    .count() / (double) unseen.size();
            assertThat(hits).isGreaterThan(0.5);
        }
    }

    private static String look(ContentSample sample) {
        return sample.terms().get(1) + " " + sample.terms().get(2);
    }

    private static int nearest(float[] query, List<EncodedContent> vectors) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < vectors.size(); i++) {
            float[] vector = Objects.requireNonNull(vectors.get(i).visual());
            double score = 0;
            for (int k = 0; k < vector.length; k++) {
                score += query[k] * vector[k];
            }
            if (score > most) {
                most = score;
                best = i;
            }
        }
        return best;
    }

    private static double length(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
