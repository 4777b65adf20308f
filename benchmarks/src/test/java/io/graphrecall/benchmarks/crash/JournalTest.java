package io.graphrecall.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class JournalTest {

    private final Journal journal = new Journal("run", List.of("a", "b", "c", "d", "e", "f", "g"));

    @Test
    void usersHaveFewEventsOnContentsThatDiffer() {
        List<PostedEvent> events = Stream.generate(journal::next).limit(40).toList();
        assertThat(events.stream().map(PostedEvent::id)).doesNotHaveDuplicates();
        assertThat(events.stream().collect(Collectors.groupingBy(PostedEvent::user)).values()).hasSize(8)
                .allSatisfy(ofOneUser -> assertThat(ofOneUser.stream().map(PostedEvent::content))
                        .hasSize(Journal.EVENTS_OF_A_USER).doesNotHaveDuplicates());
    }

    @Test
    void anEventIsOpenUntilItIsAcknowledged() {
        PostedEvent one = journal.next();
        PostedEvent two = journal.next();
        journal.acknowledge(two);
        assertThat(journal.posted()).isEqualTo(2);
        assertThat(journal.acknowledged()).containsExactly(two);
        assertThat(journal.unacknowledged()).containsExactly(one);
    }
}
