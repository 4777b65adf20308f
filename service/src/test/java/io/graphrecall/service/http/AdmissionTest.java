package io.graphrecall.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class AdmissionTest {

    private final Admission admission = new Admission(
            Map.of(RequestKind.RECALL, 2, RequestKind.POST, 1, RequestKind.ADMINISTRATION, 1), 1);

    @Test
    void eachKindOfRequestHasItsOwnLimit() {
        admission.enter(RequestKind.POST);
        assertThatThrownBy(() -> admission.enter(RequestKind.POST))
                .hasMessage("the limit of 1 posts in flight is reached, try again later");

        admission.enter(RequestKind.RECALL);
        admission.enter(RequestKind.RECALL);
        admission.enter(RequestKind.ADMINISTRATION);
        assertThatThrownBy(() -> admission.enter(RequestKind.RECALL))
                .hasMessage("the limit of 2 requests in flight is reached, try again later");
        assertThat(admission.inFlight()).isEqualTo(4);
        assertThat(admission.inFlight(RequestKind.RECALL)).isEqualTo(2);

        admission.leave(RequestKind.POST);
        admission.enter(RequestKind.POST);
    }

    @Test
    void closingWaitsForRequestsOfAllKinds() {
        admission.enter(RequestKind.ADMINISTRATION);
        assertThat(admission.close(Duration.ofMillis(20))).isFalse();
        admission.leave(RequestKind.ADMINISTRATION);
        assertThat(admission.close(Duration.ZERO)).isTrue();
        assertThatThrownBy(() -> admission.enter(RequestKind.RECALL)).hasMessage("the service is shutting down");
    }
}
