package io.graphrecall.service.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

class FeedbackLogTest {

    private static final List<String> USERS = IntStream.range(0, 1000).mapToObj(i -> "u" + i).toList();

    @Test
    void onlyTheShareOfTheUsersIsLogged() {
        assertThat(logged(0)).isEmpty();
        assertThat(logged(0.1)).as("3 standard deviations are 28").hasSizeBetween(72, 128);
        assertThat(logged(0.5)).as("a larger share has the same users and more").containsAll(logged(0.1))
                .hasSizeBetween(452, 548);
        assertThat(logged(1)).isEqualTo(USERS);
    }

    private static List<String> logged(double share) {
        return USERS.stream().filter(new FeedbackLog(new FeedbackSettings(share, 0), Clock.systemUTC())::includes)
                .toList();
    }
}
