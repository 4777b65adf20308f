package io.graphrecall.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

class RequestLogTest {

    private static final int LOGS = 4;
    private static final int MESSAGES = 5;

    @Test
    void logsOfSeveralKindsShareTheirFailures() throws InterruptedException {
        for (int round = 0; round < 1_000; round++) {
            Set<String> failures = new LinkedHashSet<>();
            CountDownLatch ready = new CountDownLatch(LOGS);
            List<Thread> threads = new ArrayList<>();
            for (int kind = 0; kind < LOGS; kind++) {
                RequestLog log = new RequestLog(failures);
                String prefix = kind + " ";
                threads.add(Thread.ofPlatform().start(() -> {
                    ready.countDown();
                    while (ready.getCount() > 0) {
                        Thread.yield();
                    }
                    for (int message = 0; message < MESSAGES; message++) {
                        log.failed(prefix + message);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(List.copyOf(failures)).hasSize(LOGS * MESSAGES);
        }
    }
}
