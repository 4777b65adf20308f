package io.graphrecall.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class JournalTest {

    private final Journal journal = new Journal("run", List.of("a", "b", "c", "d", "e", "f", "g"));

    @Test
    void usersHaveAFewEventsWithDistinctContents() {
        List<PostedEvent> events = Stream.generate(journal::next).limit(40).toList();
        assertThat(events.stream().map(PostedEvent::id)).doesNotHaveDuplicates();
        assertThat(events.stream().collect(Collectors.groupingBy(PostedEvent::user)).values()).hasSize(8)
                .allSatisfy(userEvents -> assertThat(userEvents.stream().map(PostedEvent::content))
                        .hasSize(Journal.EVENTS_PER_USER).doesNotHaveDuplicates());
    }

    @Test
    void anEventIsUnacknowledgedUntilItIsAcknowledged() {
        PostedEvent one = journal.next();
        PostedEvent two = journal.next();
        journal.acknowledge(two);
        assertThat(journal.created()).isEqualTo(2);
        assertThat(journal.acknowledged()).containsExactly(two);
        assertThat(journal.unacknowledged()).containsExactly(one);
    }

    @Test
    void anEventInTheTopicIsNotPostedAgain() {
        PostedEvent event = journal.next();
        journal.keptInTopic(event);
        assertThat(journal.unacknowledged()).isEmpty();
        assertThat(journal.acknowledged()).isEmpty();
        journal.acknowledge(event);
        assertThat(journal.acknowledged()).containsExactly(event);
    }
}
