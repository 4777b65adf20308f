package io.graphrecall.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.graphrecall.cypher.GraphCircuit;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

@ExtendWith(RunningGraph.class)
class GraphCircuitIT {

    private static final Duration MOST = Duration.ofSeconds(20);

    @Test
    void writesWaitForTheRecoveryAfterAnOutageAndReadsDoNot(GraphAddress address) throws Exception {
        CompletableFuture<Void> warm = new CompletableFuture<>();
        try (TcpProxy proxy = new TcpProxy(address.uri().getHost(), address.uri().getPort());
                GraphClient client = GraphClient.connect(
                        URI.create("bolt://127.0.0.1:" + proxy.port()), address.user(), address.password());
                GraphCircuit circuit = new GraphCircuit(client, Duration.ofMillis(50), Duration.ofSeconds(20))) {
            circuit.start(warm::join);
            circuit.checkWrites();

            proxy.cut();
            await().atMost(MOST).until(circuit::isOpen);
            proxy.restore();
            await().atMost(MOST).until(() -> !circuit.isOpen());
            circuit.check();
            assertThatExceptionOfType(RecallException.class).isThrownBy(circuit::checkWrites)
                    .withMessageEndingWith("responds again, but its first writes would take too long")
                    .extracting(RecallException::code).isEqualTo(RecallException.Code.UNAVAILABLE);

            warm.complete(null);
            await().atMost(MOST).untilAsserted(circuit::checkWrites);
        }
    }

    /** The driver's pauses between attempts double, from a second on. */
    @Test
    void aWriteThatAnOutageBreaksEndsAtItsEndAndNotAfterAPause(GraphAddress address) throws Exception {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        try (TcpProxy proxy = new TcpProxy(address.uri().getHost(), address.uri().getPort());
                GraphClient client = GraphClient.connect(
                        URI.create("bolt://127.0.0.1:" + proxy.port()), address.user(), address.password());
                GraphCircuit circuit = new GraphCircuit(client, Duration.ofMillis(50), Duration.ofSeconds(20))) {
            circuit.start(() -> {
            });
            GraphClient guarded = client.with(circuit);
            CompletableFuture<GraphPosition> write = CompletableFuture.supplyAsync(() -> guarded.write(tx -> {
                if (isFirst.getAndSet(false)) {
                    cut(proxy);
                }
                return GraphPosition.lock(tx);
            }));
            await().atMost(MOST).until(circuit::isOpen);
            Thread.sleep(4_000);
            proxy.restore();
            await().atMost(MOST).until(() -> !circuit.isOpen());

            assertThat(write).failsWithin(Duration.ofSeconds(1)).withThrowableThat()
                    .havingCause().isInstanceOf(RecallException.class).withMessageContaining("does not respond");
            assertThat(guarded.write(GraphPosition::lock)).isNotNull();
        }
    }

    private static void cut(TcpProxy proxy) {
        try {
            proxy.cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
