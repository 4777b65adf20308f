package io.graphrecall.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.blend.ChannelShare;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.Deadline;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.behaviour.I2iChannel;
import io.graphrecall.pipeline.channel.behaviour.PopularChannel;
import io.graphrecall.pipeline.testing.GateChannel;
import io.graphrecall.pipeline.testing.Queries;
import io.graphrecall.pipeline.testing.SmallWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class ChannelRunnerTest {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final GateChannel gate = new GateChannel(true);

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, InternalError.class})
    void aChannelThatFailsLeavesTheOthers(Class<? extends Throwable> failure) {
        RecallQuery query = Queries.query(new SmallWorld().content("x").snapshot(), Set.of());
        ChannelShare share = new ChannelShare(10, 0, 1);
        gate.open();
        try (ChannelRunner runner = new ChannelRunner()) {
            List<ChannelRun> runs = runner.run(
                    List.of(new ChannelCall(new FailingChannel(failure), share), new ChannelCall(gate, share)), query,
                    true, PipelineObserver.NONE);

            assertThat(runs).extracting(ChannelRun::status)
                    .containsExactly(ChannelRun.Status.FAILED, ChannelRun.Status.OK);
        }
    }

    private record FailingChannel(Class<? extends Throwable> failure) implements RecallChannel {

        @Override
        public String id() {
            return "failing";
        }

        @Override
        public ChannelResult recall(RecallQuery query) {
            if (failure == InternalError.class) {
                throw new InternalError("a fault occurred in an unsafe memory access operation");
            }
            throw new IllegalStateException("no such node");
        }
    }

    @Test
    void afterTheDeadlineOnlyPopularRuns() {
        RecallQuery late = Queries.query(new SmallWorld().content("x").snapshot(), Set.of())
                .within(Deadline.in(Duration.ZERO));
        ChannelShare share = new ChannelShare(10, 0, 1);
        try (ChannelRunner runner = new ChannelRunner()) {
            List<ChannelRun> runs = runner.run(List.of(new ChannelCall(new I2iChannel(new ScoreBoards()), share),
                    new ChannelCall(new PopularChannel(), share)), late, true, PipelineObserver.NONE);

            assertThat(runs).extracting(ChannelRun::status)
                    .containsExactly(ChannelRun.Status.TIMEOUT, ChannelRun.Status.OK);
            assertThat(runs.getLast().answer().size()).isEqualTo(1);
        }
    }

    @Test
    void anEmptyChannelOfAUserWhoseHistoryIsLateSaysSo() {
        RecallQuery query = Queries.query(new SmallWorld().content("x").snapshot(), Set.of());
        List<ChannelCall> calls = List.of(
                new ChannelCall(new I2iChannel(new ScoreBoards()), new ChannelShare(10, 0, 1)));
        try (ChannelRunner runner = new ChannelRunner()) {
            assertThat(runner.run(calls, query, false, PipelineObserver.NONE).getFirst().reason())
                    .isEqualTo("the user's history could not be read in time");
            assertThat(runner.run(calls, query, true, PipelineObserver.NONE).getFirst().reason())
                    .isEqualTo("the user engaged with no content of this generation");
        }
    }

    @Test
    void asManyRequestsAsProcessorsComputeAtATimeAndOneBeyondItsDeadlineDoesNot()
            throws ExecutionException, InterruptedException {
        RecallQuery query = Queries.query(new SmallWorld().content("x").snapshot(), Set.of());
        List<ChannelCall> calls = List.of(new ChannelCall(gate, new ChannelShare(10, 0, 1)));
        try (ChannelRunner runner = new ChannelRunner();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<ChannelRun>>> requests = new ArrayList<>();
            for (int i = 0; i < 3 * PROCESSORS; i++) {
                requests.add(threads.submit(() -> runner.run(calls, query, true, PipelineObserver.NONE)));
            }
            gate.arrivals().acquire(PROCESSORS);

            Future<List<ChannelRun>> hurried = threads
                    .submit(() -> runner.run(calls, query.within(Deadline.in(Duration.ofMillis(50))),
                            true, PipelineObserver.NONE));
            Thread.sleep(100);

            assertThat(gate.arrivals().availablePermits()).as("further requests that compute").isZero();
            gate.open();
            assertThat(hurried.get()).extracting(ChannelRun::status).containsExactly(ChannelRun.Status.TIMEOUT);
            for (Future<List<ChannelRun>> request : requests) {
                assertThat(request.get()).extracting(ChannelRun::status).containsExactly(ChannelRun.Status.OK);
            }
            assertThat(gate.arrivals().availablePermits()).isEqualTo(2 * PROCESSORS);
        }
    }
}
