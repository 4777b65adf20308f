package io.graphrecall.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.retrieval.KeyHash;
import io.graphrecall.schema.DataSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

class BlendTest {

    /** Contents of which only the ids are known. */
    private static final RankedContents CONTENTS = new RankedContents() {

        @Override
        public long contentHash(int content) {
            return KeyHash.of(Character.toString('a' + content));
        }

        @Override
        public DataSet.Timestamps timestamps() {
            return DataSet.Timestamps.REAL;
        }

        @Override
        public long publishedAt(int content) {
            return UNKNOWN_TIME;
        }

        @Override
        public float relativePopularity(int content) {
            return 0;
        }

        @Override
        public int[] byPopularity() {
            return new int[0];
        }
    };
    private static final TieBreak TIES = TieBreak.of(1, "u");

    @Test
    void quotaTakesChannelsOneAfterAnotherAndEachContentOnce() {
        List<ChannelList> channels = List.of(list(2, 0, 1, 0, 1, 2), list(3, 0, 1, 1, 3, 4));

        assertThat(contents(Blend.QUOTA, channels, 10)).containsExactly(0, 1, 3, 4);
    }

    @Test
    void snakeGoesBackAndForth() {
        List<ChannelList> channels = List.of(list(9, 0, 1, 0, 1, 2), list(9, 0, 1, 3, 4, 5), list(9, 0, 1, 6, 7, 8));

        assertThat(contents(Blend.SNAKE, channels, 9)).containsExactly(0, 3, 6, 7, 4, 1, 2, 5, 8);
    }

    @Test
    void snakeSkipsWhatAnotherChannelBrought() {
        List<ChannelList> channels = List.of(list(9, 0, 1, 0, 1), list(9, 0, 1, 0, 2));

        assertThat(contents(Blend.SNAKE, channels, 9)).containsExactly(0, 2, 1);
    }

    @Test
    void reciprocalRankAddsUpWhatSeveralChannelsBrought() {
        List<ChannelList> channels = List.of(list(9, 0, 1, 0, 1), list(9, 0, 1, 2, 1));
        BlendedList blended = Blend.RRF.blend(input(channels, 9, TIES));

        assertThat(blended.content(0)).isEqualTo(1);
        assertThat(blended.score(0)).isEqualTo(2 / 62.0);
        assertThat(blended.score(1)).isEqualTo(1 / 61.0);
    }

    @Test
    void contentsThatFillAListAreBehindAllOthers() {
        ChannelList popular = new ChannelList("popular", new int[] {0, 1, 2},
                new float[] {1, ChannelList.FILLER, ChannelList.FILLER}, new ChannelShare(9, 0, 1));
        List<ChannelList> channels = List.of(popular, list(9, 0, 0.1, 3, 4, 2));

        assertThat(contents(Blend.RRF, channels, 9)).containsExactly(0, 3, 4, 2, 1);
        assertThat(contents(Blend.WEIGHTED, channels, 9)).startsWith(0).endsWith(1);
    }

    @Test
    void weightedScalesEachChannelToLengthOne() {
        ChannelList first = new ChannelList("some", new int[] {0, 1}, new float[] {4f, 3f}, new ChannelShare(9, 0, 1));
        ChannelList second = new ChannelList("some", new int[] {1, 2}, new float[] {0.04f, 0.03f},
                new ChannelShare(9, 0, 0.5));
        BlendedList blended = Blend.WEIGHTED.blend(input(List.of(first, second), 9, TIES));

        assertThat(contents(blended)).containsExactly(1, 0, 2);
        assertThat(blended.score(0)).isCloseTo(0.6 + 0.5 * 0.8, within(1e-6));
        assertThat(blended.score(1)).isCloseTo(0.8, within(1e-6));
        assertThat(blended.score(2)).isCloseTo(0.5 * 0.6, within(1e-6));
    }

    @Test
    void weightedCountsOnlyWhatTakesPart() {
        ChannelList cut = new ChannelList("some", new int[] {0, 1}, new float[] {4f, 3f}, new ChannelShare(1, 0, 1));
        BlendedList blended = Blend.WEIGHTED.blend(input(List.of(cut), 9, TIES));

        assertThat(contents(blended)).containsExactly(0);
        assertThat(blended.score(0)).isCloseTo(1, within(1e-6));
    }

    @Test
    void aMinimumIsKeptAgainstHeavierChannels() {
        List<ChannelList> channels = List.of(list(9, 0, 100, 0, 1, 2, 3), list(9, 2, 0.001, 8, 9, 10));

        assertThat(contents(Blend.WEIGHTED, channels, 4)).containsExactly(0, 1, 8, 9);
    }

    @Test
    void ranksTellWhichChannelBroughtWhat() {
        BlendedList blended = Blend.QUOTA.blend(input(List.of(list(9, 0, 1, 0, 1), list(9, 0, 1, 2, 1)), 9, TIES));

        assertThat(blended.content(1)).isEqualTo(1);
        assertThat(blended.rank(1, 0)).isEqualTo(1);
        assertThat(blended.rank(1, 1)).isEqualTo(1);
        assertThat(blended.rank(0, 1)).isEqualTo(-1);
    }

    @Test
    void equalScoresAreOrderedByTheTieBreakOfTheUser() {
        Set<List<Integer>> orders = new HashSet<>();
        for (String user : List.of("u1", "u2", "u3", "u4", "u5", "u6")) {
            List<ChannelList> channels = IntStream.range(0, 6).mapToObj(i -> list(1, 0, 1, i)).toList();
            orders.add(contents(Blend.RRF.blend(input(channels, 9, TieBreak.of(1, user)))));
        }

        assertThat(orders).hasSizeGreaterThan(3);
    }

    @Property
    void everyBlendAnswersEachCandidateOnceAndKeepsMinimums(
            @ForAll @Size(max = 8) @UniqueElements List<@IntRange(max = 11) Integer> one,
            @ForAll @Size(max = 8) @UniqueElements List<@IntRange(max = 11) Integer> two,
            @ForAll @IntRange(max = 3) int min,
            @ForAll @IntRange(min = 1, max = 14) int size) {
        List<ChannelList> channels = List.of(list(5, 0, 1, ints(one)), list(6, min, 0.5, ints(two)));
        Set<Integer> candidates = new HashSet<>(one.subList(0, Math.min(5, one.size())));
        candidates.addAll(two.subList(0, Math.min(6, two.size())));
        for (Blend blend : Blend.values()) {
            List<Integer> answer = contents(blend, channels, size);
            assertThat(answer).doesNotHaveDuplicates().hasSize(Math.min(size, candidates.size()));
            assertThat(candidates).containsAll(answer);
            int wanted = Math.min(Math.min(min, two.size()), size);
            assertThat(two.subList(0, Math.min(min, two.size())).stream().filter(answer::contains).count())
                    .isGreaterThanOrEqualTo(wanted);
        }
    }

    @Test
    void learnedScoresByItsNetwork() {
        BlendModel model = model(List.of("some"));
        // The logarithm of the rank.
        model.linear()[CandidateFeatures.scoreColumn(0) + 2] = 3;
        List<ChannelList> channels = List.of(list(9, 0, 1, 0, 1, 2));
        BlendedList blended = Blend.LEARNED.blend(input(channels, 9, TIES, model));

        assertThat(contents(blended)).as("lower ranks score higher here").containsExactly(2, 1, 0);
        assertThat(blended.score(0)).isEqualTo(1);
        assertThat(blended.score(2)).isCloseTo(Math.exp(-3 * Math.log(3) / Math.log(200)), within(1e-6));
    }

    @Test
    void hiddenUnitsMakeAgreementCountMoreThanItsParts() {
        // One unit that only two channels together bring above its threshold.
        List<String> names = List.of("one", "two");
        BlendModel model = model(names);
        for (int channel = 0; channel < names.size(); channel++) {
            model.hidden()[CandidateFeatures.scoreColumn(channel) - 1][0] = 10;
        }
        model.bias()[0] = -15;
        model.output()[0] = 1;
        List<ChannelList> channels = List.of(
                new ChannelList("one", new int[] {0, 1}, new float[] {2f, 1f}, new ChannelShare(9, 0, 1)),
                new ChannelList("two", new int[] {2, 1}, new float[] {2f, 1f}, new ChannelShare(9, 0, 1)));
        BlendedList blended = Blend.LEARNED.blend(input(channels, 9, TIES, model));

        assertThat(blended.content(0)).isEqualTo(1);
        assertThat(blended.score(1)).isCloseTo(Math.exp(-5.0 / 6 - 5.0 / 6), within(1e-6)).isEqualTo(blended.score(2));
    }

    @Property
    void scoresAreThoseOfTheRows(@ForAll long seed, @ForAll @IntRange(max = 5) int units) {
        Random random = new Random(seed);
        List<String> names = List.of("one", "two", "three");
        int width = CandidateFeatures.width(names.size());
        float[][] hidden = new float[width][];
        Arrays.setAll(hidden, row -> floats(random, units));
        BlendModel model = new BlendModel(
                names, floats(random, width), hidden, floats(random, units), floats(random, units));
        CandidateFeatures candidates = new CandidateFeatures(
                new int[][] {{0, 3}, {2, 0, 1}, {}}, new float[][] {{0.8f, 0.6f}, {0.9f, 0.3f, 0.2f}, {}},
                floats(random, 4), floats(random, 4));
        float[] rows = candidates.rows();
        float[] raw = model.raw(candidates);
        for (int slot = 0; slot < candidates.size(); slot++) {
            double expected = 0;
            for (int i = 0; i < width; i++) {
                expected += model.linear()[i] * rows[slot * width + i];
            }
            for (int unit = 0; unit < units; unit++) {
                double input = model.bias()[unit];
                for (int i = 0; i < width; i++) {
                    input += hidden[i][unit] * rows[slot * width + i];
                }
                expected += model.output()[unit] * input / (1 + Math.abs(input));
            }
            assertThat((double) raw[slot]).isCloseTo(expected, within(1e-4));
        }
    }

    private static float[] floats(Random random, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = random.nextFloat(-1, 1);
        }
        return floats;
    }

    @Test
    void whatTheModelDoesNotKnowDoesNotCount() {
        BlendModel model = model(List.of("other"));
        model.linear()[0] = 5;
        BlendedList blended = Blend.LEARNED
                .blend(input(List.of(list(9, 0, 1, 0, 1)), 9, TIES, model));

        assertThat(blended.score(0)).isEqualTo(blended.score(1)).isEqualTo(1);
    }

    @Test
    void learnedWantsAModel() {
        assertThatThrownBy(() -> Blend.LEARNED.blend(
                input(List.of(list(9, 0, 1, 0)), 9, TIES, null)))
                .hasMessageContaining("recall tune");
    }

    /** A model with two units and weights of 0. */
    private static BlendModel model(List<String> channels) {
        int width = CandidateFeatures.width(channels.size());
        return new BlendModel(channels, new float[width], new float[width][2], new float[2], new float[2]);
    }

    private static BlendInput input(List<ChannelList> channels, int size, TieBreak ties) {
        return input(channels, size, ties, model(List.of("some")));
    }

    private static BlendInput input(
            List<ChannelList> channels, int size, TieBreak ties, @Nullable BlendModel model) {
        return new BlendInput(channels, size, ties, CONTENTS, 0, model, content -> true, List.of());
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<Integer> contents(Blend blend, List<ChannelList> channels, int size) {
        return contents(blend.blend(input(channels, size, TIES)));
    }

    private static List<Integer> contents(BlendedList blended) {
        List<Integer> contents = new ArrayList<>();
        for (int i = 0; i < blended.size(); i++) {
            contents.add(blended.content(i));
        }
        return contents;
    }

    private static ChannelList list(int quota, int min, double weight, int... contents) {
        float[] scores = new float[contents.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = 1f / (1 + i);
        }
        return new ChannelList("some", contents, scores, new ChannelShare(quota, min, weight));
    }
}
