package io.graphrecall.benchmarks.recall;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.blend.Blend;
import io.graphrecall.home.GraphFacts;
import io.graphrecall.home.RecallHome;
import io.graphrecall.pipeline.ChannelRun;
import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.pipeline.Scene;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.service.cluster.CommonPool;
import io.graphrecall.service.http.RecallResultWriter;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Measures the cost of recalls in one thread of a service without HTTP: processor time, time of each channel, of the blend
 * and of the user's state, and allocated memory.
 */
public final class RecallCostDriver {

    private static final String USAGE = """
            --home DIR     Home with a generation. Starts its Neo4j unless `./recall graph start` did. Required.
            --users N      Users, drawn at random and requested in turn (default: 2000).
            --size N       Contents per answer (default: 100).
            --warm-up N    Seconds of recalls that are not measured (default: 30).
            --seconds N    Seconds of measured recalls (default: 20).
            --seed N       Seed of the draw (default: 1).""";

    private final ThreadMXBean thread = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final RecallServer server;
    private final Blend blend;
    private final List<UserId> users;
    private final int size;
    private int next;

    private RecallCostDriver(RecallServer server, List<UserId> users, int size) {
        this.server = server;
        this.users = users;
        this.size = size;
        blend = server.recalls().pipeline().scenes().stream()
                .filter(scene -> scene.name().equals(RecallPipeline.DEFAULT_SCENE))
                .map(Scene::blend).findFirst().orElseThrow();
    }

    /** Runs the measurement that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) {
        Arguments arguments = Arguments.ofProgram(USAGE, words);
        Path folder = arguments.required("home", Path::of);
        int count = arguments.value("users", 2000, Integer::valueOf);
        int size = arguments.value("size", 100, Integer::valueOf);
        Duration warmUp = arguments.seconds("warm-up", 30);
        Duration measured = arguments.seconds("seconds", 20);
        long seed = arguments.value("seed", 1L, Long::valueOf);
        arguments.requireAllRead();
        CommonPool.widen();
        try (RecallHome home = RecallHome.local(folder);
                RecallServer server = home.serve(settings(home.settings()), Clock.systemUTC())) {
            List<String> users = new ArrayList<>(new GraphFacts(home.graph()).users());
            Collections.shuffle(users, new Random(seed));
            List<UserId> drawn = users.stream().limit(count).map(UserId::new).toList();
            RecallCostDriver driver = new RecallCostDriver(server, drawn, size);
            driver.measure(warmUp, new RecallCost());
            RecallCost cost = new RecallCost();
            driver.measure(measured, cost);
            System.out.print(cost.text());
        }
    }

    /** Returns settings of a service without HTTP that is the only member of its cluster and waits for every channel. */
    private static ServiceSettings settings(ServiceSettings ofHome) {
        ClusterSettings cluster = ofHome.cluster();
        return ofHome.withoutHttp()
                .withCluster(new ClusterSettings(
                        "recall-cost-" + UUID.randomUUID(), "127.0.0.1", cluster.port(), List.of(), cluster.threads()))
                .with(recall -> recall.withTimeout(Duration.ofMinutes(1)));
    }

    /** Measures whole recalls for half of the time, and the parts of recalls for the other half. */
    private void measure(Duration duration, RecallCost cost) {
        long half = duration.toNanos() / 2;
        long began = System.nanoTime();
        long cpu = process.getProcessCpuTime();
        int recalls = 0;
        for (; System.nanoTime() - began < half; recalls++) {
            recall(cost);
        }
        cost.addProcess(recalls, process.getProcessCpuTime() - cpu);
        while (System.nanoTime() - began < 2 * half) {
            parts(cost);
        }
    }

    private void recall(RecallCost cost) {
        RecallRequest request = RecallRequest.of(nextUser(), size);
        long cpu = thread.getCurrentThreadCpuTime();
        long bytes = thread.getCurrentThreadAllocatedBytes();
        RecallResult result = server.recalls().pipeline().recall(request);
        long cpuOfResult = thread.getCurrentThreadCpuTime();
        long bytesOfResult = thread.getCurrentThreadAllocatedBytes();
        RecallResultWriter.write("recall-cost", result);
        cost.add("recall", cpuOfResult - cpu);
        cost.add("JSON", thread.getCurrentThreadCpuTime() - cpuOfResult);
        cost.allocated("recall", bytesOfResult - bytes);
        cost.allocated("JSON", thread.getCurrentThreadAllocatedBytes() - bytesOfResult);
    }

    private void parts(RecallCost cost) {
        UserId user = nextUser();
        long began = System.nanoTime();
        server.recalls().users().of(user);
        cost.add("user state", System.nanoTime() - began);
        RecallResult result = server.recalls().pipeline().recall(RecallRequest.of(user, size));
        long ofParts = 0;
        for (ChannelRun run : result.runs()) {
            cost.add("channel " + run.channel(), run.tookNanos());
            ofParts += run.tookNanos();
        }
        began = System.nanoTime();
        blend.blend(result.blended());
        long ofBlend = System.nanoTime() - began;
        cost.add("blend " + blend.wireName(), ofBlend);
        cost.add("state, triggers, interests, filter", Math.max(0, result.tookNanos() - ofParts - ofBlend));
    }

    private UserId nextUser() {
        return users.get(next++ % users.size());
    }
}
