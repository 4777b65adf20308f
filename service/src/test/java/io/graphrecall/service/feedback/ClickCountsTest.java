package io.graphrecall.service.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.retrieval.KeyHash;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

class ClickCountsTest {

    /** Counts of calls by their arguments. */
    private static final class Recorder implements ClickObserver {

        private final Map<String, Integer> counts = new TreeMap<>();

        @Override
        public void shown(String scene, String variant, String channel) {
            counts.merge("shown " + scene + " " + variant + " " + channel, 1, Integer::sum);
        }

        @Override
        public void clicked(String scene, String variant, String channel) {
            counts.merge("clicked " + scene + " " + variant + " " + channel, 1, Integer::sum);
        }

        @Override
        public void credited(String scene, String variant, String team) {
            counts.merge("credited " + scene + " " + variant + " " + team, 1, Integer::sum);
        }

        @Override
        public void referred(Answer answer) {
            counts.merge(answer.name(), 1, Integer::sum);
        }
    }

    private final Recorder recorder = new Recorder();
    private final ClickCounts counts = new ClickCounts(new FeedbackSettings(0, 4), recorder);

    @Test
    void aContentCountsOncePerAnswerForEachChannelThatReturnedIt() {
        counts.answered("r", answer("feed-fresh", "a", "b"));
        counts.posted("r", "a", false);
        counts.posted("r", "a", false);
        counts.posted("r", "a", true);
        counts.posted("r", "b", true);
        counts.posted("r", "b", false);

        assertThat(recorder.counts).containsExactly(
                Map.entry("KNOWN", 5),
                Map.entry("clicked feed feed-fresh all", 2), Map.entry("clicked feed feed-fresh fresh", 2),
                Map.entry("clicked feed feed-fresh i2i", 1),
                Map.entry("shown feed feed-fresh all", 2), Map.entry("shown feed feed-fresh fresh", 2),
                Map.entry("shown feed feed-fresh i2i", 1));
    }

    @Test
    void aClickOnAContentOfAnInterleavedAnswerIsCreditedOnceToItsTeam() {
        counts.answered("r", new RecentAnswer("feed", "feed+b", List.of("i2i"),
                Stream.of("x", "y", "z").mapToLong(KeyHash::of).toArray(), new long[] {1, 1, 1},
                Arrays.asList("feed", "b", null)));
        for (String content : List.of("x", "y", "y", "z")) {
            counts.posted("r", content, false);
            counts.posted("r", content, true);
        }

        assertThat(recorder.counts).containsEntry("credited feed feed+b feed", 1)
                .containsEntry("credited feed feed+b b", 1).containsEntry("clicked feed feed+b all", 3);
    }

    @Test
    void eventsOfUnknownAnswersAndOfOtherContentsAreCountedApart() {
        counts.answered("r", answer("feed", "a"));

        assertThat(counts.posted("other", "a", true)).isFalse();
        assertThat(counts.posted("r", "other", true)).isFalse();
        counts.received("other", "a", true);
        counts.received("r", "a", true);

        assertThat(recorder.counts).containsEntry("UNKNOWN", 2).containsEntry("RECEIVED", 1)
                .containsEntry("clicked feed feed all", 1).doesNotContainKey("KNOWN");
    }

    @Test
    void theOldestAnswersAreForgottenFirst() {
        counts.answered("r1", answer("feed", "a", "b"));
        counts.answered("r2", answer("feed", "a", "b"));
        counts.answered("r3", answer("feed", "a"));

        assertThat(counts.posted("r1", "a", true)).isFalse();
        assertThat(counts.posted("r2", "a", true)).isTrue();
        assertThat(counts.posted("r3", "a", true)).isTrue();
    }

    @Test
    void theReachOfAContentCountsTheAnswersOfOneScene() {
        counts.answered("r1", answer("feed", "a"));
        counts.answered("r2",
                new RecentAnswer("shop", "shop", List.of("i2i"), new long[] {1}, new long[] {1}, List.of()));

        assertThat(counts.reach("feed", "a")).extracting(AnswerReach::answers, AnswerReach::reached).containsExactly(1,
                1);
        assertThat(counts.reach("shop", "a")).extracting(AnswerReach::answers, AnswerReach::reached).containsExactly(1,
                0);
    }

    @Test
    void emptyAnswersAreNotRemembered() {
        counts.answered("r", new RecentAnswer("feed", "feed", List.of(), new long[0], new long[0], List.of()));
        assertThat(counts.reach("feed", "a").answers()).isZero();
    }

    @Test
    void anAnswerToARepeatedRequestIsNotCountedAgain() {
        counts.answered("r", answer("feed", "a"));
        counts.posted("r", "a", true);
        counts.answered("r", answer("feed", "a"));
        counts.posted("r", "a", true);

        assertThat(recorder.counts).containsEntry("clicked feed feed all", 1);
    }

    @Test
    void anotherAnswerToARequestIdGetsItsOwnId() {
        String first = counts.answered("r", answer("feed", "a"));
        String second = counts.answered("r", answer("feed", "b"));
        assertThat(first).isEqualTo("r");
        assertThat(second).startsWith("r-");
        counts.posted(second, "b", true);

        assertThat(recorder.counts).containsEntry("KNOWN", 1).containsEntry("clicked feed feed all", 1);
    }

    @Test
    void nothingIsKeptOrCountedIfTheLimitIsZero() {
        ClickCounts off = new ClickCounts(new FeedbackSettings(0, 0), recorder);
        assertThat(off.answered("r", answer("feed", "a"))).isEqualTo("r");
        assertThat(off.posted("r", "a", true)).isFalse();
        assertThat(recorder.counts).isEmpty();
    }

    /** Returns an answer of scene feed: channel fresh returned all contents, channel i2i only the first. */
    private static RecentAnswer answer(String variant, String... contents) {
        long[] returned = new long[contents.length];
        Arrays.fill(returned, 0b10);
        returned[0] = 0b11;
        return new RecentAnswer("feed", variant, List.of("i2i", "fresh"),
                Arrays.stream(contents).mapToLong(KeyHash::of).toArray(), returned, List.of());
    }
}
