package io.graphrecall.evaluation.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.loaders.dataset.DataSetFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class SpaceSurveyTest {

    @TempDir
    Path folder;

    @Test
    void agreementIsTheMeanShareOfNeighboursWithACommonValue() throws IOException {
        CsrTable near = CsrTable.builder(5).add(1, 1).add(2, 1).add(3, 1).add(4, 1).endRow()
                .add(0, 1).endRow().add(3, 1).endRow().add(2, 1).endRow().endRow().build();
        write("""
                {"content_id":"a","category":["X","P"],"attributes":{"colour":["red","blue"]}}
                {"content_id":"b","category":["X","Q"],"attributes":{"colour":["blue"]}}
                {"content_id":"c","category":["X","P"],"attributes":{"colour":["green","red"]}}
                {"content_id":"d","category":["Y"]}
                {"content_id":"e","category":["X","P"]}
                {"content_id":"elsewhere","category":["Z"],"attributes":{"size":["1"]}}
                """);

        SpaceAgreement space = SpaceSurvey.agreement(near, new int[] {0, 0, 1, 1, -1}, labels("a", "b", "c", "d", "e"),
                1);

        assertThat(space.contents()).as("e has no neighbours").isEqualTo(4);
        assertThat(space.labels()).containsOnlyKeys("category_1", "category_2", "attribute.colour");
        // a agrees with b, c, e of four; b with a; c not with d; d not with c
        assertLabel(space, "category_1", 4, (3 / 4.0 + 1 + 0 + 0) / 4, (2 + 2 + 2 + 0) / 3.0 / 4);
        assertLabel(space, "category_2", 3, (2 / 4.0 + 0 + 0) / 3, (1 + 0 + 1) / 3.0 / 3);
        assertLabel(space, "attribute.colour", 3, (2 / 4.0 + 1 + 0) / 3, (2 + 1 + 1) / 3.0 / 3);
    }

    @Test
    void purityIsTheShareOfContentsWithTheMajorityValueOfTheirCluster() throws IOException {
        CsrTable near = CsrTable.builder(5).add(1, 1).endRow().add(0, 1).endRow().add(0, 1).endRow().add(0, 1).endRow()
                .add(0, 1).endRow().build();
        write("""
                {"content_id":"a","category":["X"],"attributes":{"colour":["red","blue"]}}
                {"content_id":"b","category":["X"],"attributes":{"colour":["blue"]}}
                {"content_id":"c","category":["X"]}
                {"content_id":"d","category":["Y"],"attributes":{"colour":["red"]}}
                {"content_id":"e","category":["Y"],"attributes":{"colour":["red"]}}
                """);

        SpaceAgreement space = SpaceSurvey.agreement(
                near, new int[] {0, 0, 1, 1, -1}, labels("a", "b", "c", "d", "e"), 1);

        assertThat(space.clusters()).isEqualTo(new SpaceAgreement.Clusters(2, 2, 2, 2));
        assertThat(space.labels()).hasEntrySatisfying("category_1", category -> {
            assertThat(category.purity()).as("e is in no cluster; c or d is not in the majority").isCloseTo(3 / 4.0,
                    within(1e-9));
            assertThat(category.majority()).isCloseTo(3 / 5.0, within(1e-9));
        });
        assertThat(space.labels()).hasEntrySatisfying("attribute.colour", colour -> {
            assertThat(colour.purity()).as("c has no colour").isCloseTo(3 / 3.0, within(1e-9));
            assertThat(colour.majority()).isCloseTo(3 / 4.0, within(1e-9));
        });
    }

    @Test
    void usesTenNeighboursAndEstimatesChanceFromASample() throws IOException {
        int count = 5_000;
        SplittableRandom random = new SplittableRandom(1);
        List<String> lines = new ArrayList<>();
        List<String> ids = IntStream.range(0, count).mapToObj("c%05d"::formatted).toList();
        ids.forEach(id -> lines.add(String.format(
                Locale.ROOT, "{\"content_id\":\"%s\",\"attributes\":{\"kind\":[\"%d\"]}}", id, random.nextInt(4))));
        write(String.join("\n", lines) + "\n");
        ContentLabels labels = ContentLabels.read(DataSetFolder.open(folder), NodeIndex.of(ids));
        CsrTable.Builder near = CsrTable.builder(count);
        for (int row = 0; row < count; row++) {
            int from = row;
            List<Integer> agreeing = IntStream.range(0, 200).map(i -> (from + 1 + i) % count).boxed()
                    .filter(other -> labels.labels().values().iterator().next().shareValue(from, other)).limit(10)
                    .toList();
            agreeing.forEach(other -> near.add(other, 1));
            for (int i = 0; i < 50; i++) {
                near.add((row + 1) % count, 0.5f);
            }
            near.endRow();
        }

        SpaceAgreement.Label kind = Objects.requireNonNull(
                SpaceSurvey.agreement(near.build(), new int[count], labels, 1).labels().get("attribute.kind"));

        assertThat(kind.agreement()).as("neighbours after the tenth are ignored").isEqualTo(1);
        assertThat(kind.chance()).isCloseTo(0.25, within(0.01));
    }

    private static void assertLabel(
            SpaceAgreement space, String name, long contents, double agreement, double chance) {
        assertThat(space.labels()).hasEntrySatisfying(name, label -> {
            assertThat(label.contents()).isEqualTo(contents);
            assertThat(label.agreement()).isCloseTo(agreement, within(1e-9));
            assertThat(label.chance()).isCloseTo(chance, within(1e-9));
        });
    }

    private void write(String lines) throws IOException {
        Files.writeString(folder.resolve("contents.jsonl"), lines);
    }

    private ContentLabels labels(String... ids) {
        return ContentLabels.read(DataSetFolder.open(folder), NodeIndex.of(List.of(ids)));
    }
}
