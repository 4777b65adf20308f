package io.graphrecall.service.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.graphrecall.cypher.GraphCircuit;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

@ExtendWith(RunningGraph.class)
@Timeout(60)
class MicroBatchesIT {

    private final CompletableFuture<Void> slow = new CompletableFuture<>();
    private final AtomicLong seq = new AtomicLong();

    private WriteReport write(List<Integer> batch) {
        return new WriteReport(batch.size(), 0, List.of(), seq.incrementAndGet(), Map.of());
    }

    /** Numbers of 100 and more are visible only when {@link #slow} is done. */
    private Runnable publish(List<Integer> accepted, long seq, boolean incremented) {
        return accepted.getFirst() >= 100 ? slow::join : () -> {
        };
    }

    @Test
    void aBatchThatIsNotYetVisibleDoesNotDelayTheNext(GraphAddress address) {
        try (GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password());
                GraphCircuit circuit = new GraphCircuit(graph, Duration.ofSeconds(1), Duration.ofSeconds(10));
                MicroBatches<Integer> batches = new MicroBatches<>("numbers",
                        new IntakeParameters(Duration.ZERO, 10, 100), circuit, (records, nanos) -> {
                        }, this::write, this::publish)) {
            CompletableFuture<Receipt> first = CompletableFuture.supplyAsync(() -> batches.post(List.of(100)));
            await().until(() -> seq.get() == 1);

            assertThat(batches.post(List.of(1, 2))).isEqualTo(new Receipt(2, List.of(), 2));

            assertThat(first).isNotDone();
            assertThat(batches.waiting()).isOne();
            slow.complete(null);
            assertThat(first.join()).isEqualTo(new Receipt(1, List.of(), 1));
        }
    }

    @Test
    void whatALargePostCommittedBeforeAFailureIsVisible(GraphAddress address) {
        List<Integer> visible = new ArrayList<>();
        try (GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password());
                GraphCircuit circuit = new GraphCircuit(graph, Duration.ofSeconds(1), Duration.ofSeconds(10));
                MicroBatches<Integer> batches = new MicroBatches<>("numbers",
                        new IntakeParameters(Duration.ZERO, 10, 100), circuit, (records, nanos) -> {
                        }, batch -> {
                            if (batch.contains(11)) {
                                throw new RecallException(RecallException.Code.UNAVAILABLE, "the graph is away");
                            }
                            return write(batch);
                        }, (accepted, position, incremented) -> () -> visible.addAll(accepted))) {
            List<Integer> numbers = IntStream.rangeClosed(1, 15).boxed().toList();

            assertThatThrownBy(() -> batches.post(numbers)).hasMessage("the graph is away");

            assertThat(visible).isEqualTo(numbers.subList(0, 10));
        }
    }

    @Test
    void aLargePostNeedsRoomForABatchOnly(GraphAddress address) {
        try (GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password());
                GraphCircuit circuit = new GraphCircuit(graph, Duration.ofSeconds(1), Duration.ofSeconds(10));
                MicroBatches<Integer> batches = new MicroBatches<>("numbers",
                        new IntakeParameters(Duration.ZERO, 10, 100), circuit, (records, nanos) -> {
                        }, this::write, this::publish)) {
            CompletableFuture<Receipt> waiting = CompletableFuture.supplyAsync(() -> batches.post(List.of(100)));
            await().until(() -> seq.get() == 1);

            Receipt large = batches.post(IntStream.range(0, 100).boxed().toList());

            assertThat(large).isEqualTo(new Receipt(100, List.of(), 11));
            slow.complete(null);
            waiting.join();
        }
    }

    @Test
    void closingWaitsForWhatIsNotYetVisible(GraphAddress address) throws InterruptedException {
        try (GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password());
                GraphCircuit circuit = new GraphCircuit(graph, Duration.ofSeconds(1), Duration.ofSeconds(10));
                MicroBatches<Integer> batches = new MicroBatches<>("numbers",
                        new IntakeParameters(Duration.ZERO, 10, 100), circuit, (records, nanos) -> {
                        }, this::write, this::publish)) {
            CompletableFuture<Receipt> post = CompletableFuture.supplyAsync(() -> batches.post(List.of(100)));
            await().until(() -> seq.get() == 1);
            Thread closing = Thread.ofVirtual().start(batches::close);

            assertThat(closing.join(Duration.ofMillis(200))).isFalse();

            slow.complete(null);
            closing.join();
            assertThat(post.join().accepted()).isOne();
        }
    }
}
