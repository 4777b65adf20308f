package io.graphrecall.service.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.ImpressionWindow.Shown;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Unicode;
import io.graphrecall.schema.UserId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class StateCodecTest {

    @Property(tries = 500)
    void whatWasEncodedComesBack(@ForAll("states") UserState state) {
        UserState back = StateCodec.decode(StateCodec.encode(state));

        assertThat(back).isEqualTo(state);
    }

    @Test
    void aStateOfAHundredEngagementsTakesSomeKilobytes() {
        List<Engagement> contents = IntStream.range(0, 100)
                .mapToObj(i -> new Engagement(
                        "abcdefghijklmnopqrstu" + i % 10, Action.CLICK, "c" + 10_000 + i,
                        1_780_000_000_000L + i * 60_000L,
                        i, 5_000, "feed"))
                .toList();
        Set<String> engaged = new HashSet<>(contents.stream().map(Engagement::key).toList());
        UserState state = new UserState(
                new UserId("u"), contents, List.of(), List.of(), engaged, List.of(), Set.of(), Set.of(), Set.of(), 0);

        assertThat(StateCodec.encode(state).length).isLessThan(5_000);
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] bytes = StateCodec.encode(UserState.empty(new UserId("u")));
        bytes[0] = 9;

        assertThatThrownBy(() -> StateCodec.decode(bytes)).hasMessageContaining("version 9");
    }

    @Provide
    Arbitrary<UserState> states() {
        Arbitrary<String> keys = keys();
        return Combinators.combine(
                keys.filter(key -> !Unicode.hasUnpairedSurrogate(key)).map(UserId::new),
                engagements(NodeLabel.CONTENT),
                engagements(NodeLabel.ITEM),
                engagements(NodeLabel.QUERY),
                keys.set().ofMaxSize(20),
                impressions(),
                keys.set().ofMaxSize(3),
                Arbitraries.longs().greaterOrEqual(0))
                .as((user, contents, items, queries, engaged, impressed, wishes, seq) -> new UserState(
                        user, contents, items, queries, engaged, impressed, wishes, wishes, wishes, seq));
    }

    private static Arbitrary<List<Shown>> impressions() {
        return Combinators.combine(keys(), Arbitraries.longs()).as(Shown::new).list().ofMaxSize(20);
    }

    private static Arbitrary<List<Engagement>> engagements(NodeLabel target) {
        return Combinators.combine(
                keys(),
                Arbitraries.of(Action.values()).filter(action -> action.target() == target),
                keys(),
                Arbitraries.longs(),
                Arbitraries.longs(),
                Arbitraries.longs().between(-1, Long.MAX_VALUE - 1),
                keys().injectNull(0.3))
                .as(Engagement::new).list().ofMaxSize(30);
    }

    /** Keys of an engagement hold any character, halves of surrogate pairs included. */
    private static Arbitrary<String> keys() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMinLength(1).ofMaxLength(40),
                Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(40),
                Arbitraries.strings().withCharRange('一', '龥').ofMinLength(1).ofMaxLength(10))
                .filter(key -> !key.isBlank());
    }
}
