package io.graphrecall.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.ImpressionWindow;
import io.graphrecall.schema.UserId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

class UserStateTest {

    private final UserState nobody = UserState.empty(new UserId("u"));

    @Test
    void theSameEventAgainChangesNothing() {
        UserState once = nobody.with(click("e1", "a", 5));

        assertThat(once.with(click("e1", "a", 5))).isEqualTo(once);
    }

    @Property
    void theOrderOfArrivalDoesNotMatter(@ForAll List<@IntRange(max = 20) Integer> times) {
        List<Engagement> events = IntStream.range(0, times.size())
                .mapToObj(i -> click("e" + i, "c" + times.get(i), times.get(i), i)).toList();
        List<Engagement> backwards = new ArrayList<>(events);
        Collections.reverse(backwards);

        assertThat(after(backwards).contents()).isEqualTo(after(events).contents());
        assertThat(after(backwards).engaged()).isEqualTo(after(events).engaged());
    }

    @Test
    void theOldestEngagementsLeaveButWhatWasEngagedWithIsNeverForgotten() {
        UserState state = nobody;
        for (int i = 0; i < UserState.MAX_CONTENTS + 5; i++) {
            state = state.with(click("e" + i, "c" + i, i));
        }

        assertThat(state.contents()).hasSize(UserState.MAX_CONTENTS);
        assertThat(state.contents().getFirst().key()).isEqualTo("c5");
        assertThat(state.engaged()).hasSize(UserState.MAX_CONTENTS + 5).contains("c0");
    }

    @Test
    void impressionsAreAWindowAndNoEngagement() {
        UserState state = nobody;
        for (int i = 0; i < UserState.MAX_IMPRESSED + 1; i++) {
            state = state.with(new Engagement("i" + i, Action.IMPRESSION, "c" + i, i, 0, -1, null));
        }

        assertThat(state.impressedContents()).hasSize(UserState.MAX_IMPRESSED).doesNotContain("c0");
        assertThat(state.engaged()).isEmpty();
        assertThat(state.cold()).isTrue();
    }

    @Test
    void aContentThatIsShownAgainLeavesTheWindowLater() {
        UserState state = nobody;
        for (int i = 0; i < UserState.MAX_IMPRESSED; i++) {
            state = state.with(new Engagement("i" + i, Action.IMPRESSION, "c" + i, i, 0, -1, null));
        }
        state = state.with(new Engagement("again", Action.IMPRESSION, "c0", 1_000, 0, -1, null))
                .with(new Engagement("next", Action.IMPRESSION, "new", 1_001, 0, -1, null));

        assertThat(state.impressedContents()).hasSize(UserState.MAX_IMPRESSED).doesNotContain("c1")
                .endsWith("c0", "new");
    }

    @Test
    void lateAndRepeatedImpressionsLeaveTheWindowOfTheGraph() {
        Random random = new Random(5);
        ImpressionWindow window = new ImpressionWindow();
        UserState state = nobody;
        for (int i = 0; i < 3 * UserState.MAX_IMPRESSED; i++) {
            ImpressionWindow.Shown shown = new ImpressionWindow.Shown("c" + random.nextInt(700), random.nextInt(900));
            window.add(List.of(shown));
            state = state.with(new Engagement("i" + i, Action.IMPRESSION, shown.content(), shown.at(), i, -1, null));
        }

        assertThat(state.impressed()).isEqualTo(window.impressions()).hasSize(UserState.MAX_IMPRESSED);
    }

    @Test
    void itemsAndSearchesHaveSequencesOfTheirOwn() {
        UserState state = nobody.with(new Engagement("v", Action.VIEW, "shoe", 1, 0, -1, null))
                .with(new Engagement("s", Action.SEARCH, "red shoe", 2, 0, -1, null));

        assertThat(state.items()).extracting(Engagement::key).containsExactly("shoe");
        assertThat(state.queries()).extracting(Engagement::key).containsExactly("red shoe");
        assertThat(state.contents()).isEmpty();
        assertThat(state.engaged()).isEmpty();
    }

    @Property
    void eventsTogetherAreLikeOneByOne(@ForAll List<@IntRange(max = 20) Integer> times) {
        List<Engagement> events = IntStream.range(0, times.size())
                .mapToObj(i -> new Engagement("e" + i % 15, Action.values()[times.get(i) % Action.values().length],
                        "c" + times.get(i), times.get(i), i, -1, null))
                .toList();

        assertThat(nobody.with(events)).isEqualTo(after(events));
    }

    @Test
    void eventsTogetherCopyTheContentsOfALongHistoryOnce() {
        int[] copies = new int[1];
        Set<String> history = new LinkedHashSet<>(IntStream.range(0, 1_000).mapToObj(i -> "old" + i).toList());
        Set<String> counted = new AbstractSet<>() {
            @Override
            public Iterator<String> iterator() {
                copies[0]++;
                return history.iterator();
            }

            @Override
            public boolean contains(Object key) {
                return history.contains(key);
            }

            @Override
            public int size() {
                return history.size();
            }
        };
        UserState regular = new UserState(nobody.user(), List.of(), List.of(), List.of(), counted, List.of(), Set.of(),
                Set.of(), Set.of(), 0);
        List<Engagement> events = IntStream.range(0, 500).mapToObj(i -> click("e" + i, "new" + i, i)).toList();

        UserState next = regular.with(events);

        assertThat(copies[0]).isOne();
        assertThat(next.engaged()).hasSize(1_500).contains("old0", "new499");
    }

    @Test
    void aLongHistoryIsReadWithoutHoldingAllOfIt() {
        List<Engagement> events = new ArrayList<>(IntStream.range(0, 20_000)
                .mapToObj(i -> new Engagement("e" + i, i % 5 == 0 ? Action.VIEW : Action.CLICK, "k" + i % 1_000, i / 10,
                        i, -1, null))
                .toList());
        Collections.shuffle(events, new Random(1));
        StateAssembler assembler = new StateAssembler(nobody.user());
        NewestEngagements newest = new NewestEngagements(100);
        for (Engagement event : events) {
            assembler.add(event);
            newest.add(event);
            assertThat(newest.held()).isLessThan(200);
        }

        assertThat(assembler.state(0)).isEqualTo(nobody.with(events));
        events.sort(Engagement.BY_TIME);
        assertThat(newest.oldestFirst()).isEqualTo(events.subList(events.size() - 100, events.size()));
    }

    private UserState after(List<Engagement> events) {
        UserState state = nobody;
        for (Engagement event : events) {
            state = state.with(event);
        }
        return state;
    }

    private static Engagement click(String id, String content, long at) {
        return click(id, content, at, 0);
    }

    private static Engagement click(String id, String content, long at, long order) {
        return new Engagement(id, Action.CLICK, content, at, order, -1, null);
    }
}
