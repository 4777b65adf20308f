package io.graphrecall.benchmarks.crash;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run of the crash test: rounds of start, check, post and kill. */
final class CrashRun {

    /** Large enough to contain a content of the events that is not marked as seen. */
    private static final int RECALL_SIZE = 1000;

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DRAIN_POLL = Duration.ofSeconds(2);
    private static final Duration COMMIT_POLL = Duration.ofMillis(200);

    private final CrashSettings settings;
    private final EventLookup lookup;
    private final @Nullable ClickTopic topic;
    private final Consumer<String> log;
    private final Journal journal;
    private final Random random;
    private final Set<String> notRecent = new TreeSet<>();
    private final Set<String> recalledThough = new TreeSet<>();
    /** Acknowledged events that were checked after a restart. */
    private final Set<String> checked = new HashSet<>();

    private int acknowledgedBeforeKill;
    private int graphFaults;
    private int reposted;
    private int checkedEvents;
    private int consumed;
    private int consumedBeforeLastStart;
    private double slowestStart;

    /** @param topic topic that the service consumes; null to post all events */
    CrashRun(CrashSettings settings, EventLookup lookup, @Nullable ClickTopic topic, Consumer<String> log) {
        this.settings = settings;
        this.lookup = lookup;
        this.topic = topic;
        this.log = log;
        this.journal = new Journal(
                "crash-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX), settings.contents());
        this.random = new Random(settings.seed());
    }

    CrashReport run() throws IOException, InterruptedException {
        try (ServiceClient client = new ServiceClient(settings.service(), REQUEST_TIMEOUT)) {
            for (int round = 1; round <= settings.rounds(); round++) {
                killWhilePosting(client, round % CrashSettings.GRAPH_FAULT_ROUNDS == 0 ? settings.graphFault() : null);
                acknowledgeConsumed();
                log.accept("Kill %d of %d: %d events acknowledged, %d not acknowledged, %d in the topic, %d lost"
                        .formatted(round, settings.rounds(), journal.acknowledged().size(),
                                journal.unacknowledged().size(), topic == null ? 0 : topic.waiting(),
                                notRecent.size() + recalledThough.size()));
            }
            consumedBeforeLastStart = consumed;
            ServiceProcess service = start(client);
            try {
                check(client);
                repost(client);
                drainTopic();
                check(client);
                return report();
            } finally {
                service.stop();
            }
        }
    }

    private void killWhilePosting(ServiceClient client, @Nullable String graphFault)
            throws IOException, InterruptedException {
        ServiceProcess service = start(client);
        try {
            check(client);
            repost(client);
            int acknowledgedBefore = acknowledgedPosts();
            Posters posters = Posters.start(settings.posters(), settings.batch(), client, topic, journal);
            try {
                awaitConsumption();
                if (graphFault != null) {
                    Thread.sleep(settings.shortest());
                    killGraph(graphFault);
                }
                Thread.sleep(random.nextLong(settings.shortest().toMillis(), settings.longest().toMillis()));
                if (!posters.arePosting()) {
                    throw new IllegalStateException("The service or the topic did not answer before the kill");
                }
                service.kill();
            } finally {
                posters.stop();
            }
            acknowledgedBeforeKill += acknowledgedPosts() - acknowledgedBefore;
        } finally {
            service.kill();
        }
    }

    /** Number of acknowledged events that did not come from the topic. */
    private int acknowledgedPosts() {
        return journal.acknowledged().size() - consumed;
    }

    /** Kills the database and starts it again, while posters repeat the posts that are refused. */
    private void killGraph(String command) throws IOException, InterruptedException {
        Process fault = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile())).start();
        if (!fault.waitFor(settings.patience().toMillis(), TimeUnit.MILLISECONDS) || fault.exitValue() != 0) {
            fault.descendants().forEach(ProcessHandle::destroyForcibly);
            fault.destroyForcibly();
            throw new IllegalStateException("The command of the database's fault failed. Its output is in "
                    + settings.log());
        }
        graphFaults++;
        log.accept("The database was killed and started again");
    }

    private ServiceProcess start(ServiceClient client) throws InterruptedException {
        long begin = System.nanoTime();
        ServiceProcess service = ServiceProcess.start(settings.command(), settings.log(), settings.patience(), client);
        slowestStart = Math.max(slowestStart, (System.nanoTime() - begin) / 1e9);
        return service;
    }

    /** Records the events of the topic that the service has consumed as acknowledged. Returns their number. */
    private int acknowledgeConsumed() throws IOException, InterruptedException {
        List<PostedEvent> events = topic == null ? List.of() : topic.takeConsumed();
        events.forEach(journal::acknowledge);
        consumed += events.size();
        return events.size();
    }

    /** Waits for the first commit of the service: a kill before it says nothing about the topic. */
    private void awaitConsumption() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        while (topic != null && consumed == 0 && acknowledgeConsumed() == 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The service consumed nothing of the topic for " + settings.patience());
            }
            Thread.sleep(COMMIT_POLL);
        }
    }

    /** Waits until the service has consumed the topic. */
    private void drainTopic() throws IOException, InterruptedException {
        if (topic == null) {
            return;
        }
        long deadline = System.nanoTime() + settings.patience().toNanos();
        acknowledgeConsumed();
        while (topic.waiting() > 0) {
            log.accept("Waiting for %d events in the topic".formatted(topic.waiting()));
            Thread.sleep(DRAIN_POLL);
            if (acknowledgeConsumed() > 0) {
                deadline = System.nanoTime() + settings.patience().toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The service left %d events in the topic and consumed none for %s"
                        .formatted(topic.waiting(), settings.patience()));
            }
        }
    }

    /** Checks recent events and recall of the newest users with an event that was acknowledged since the last check. */
    private void check(ServiceClient client) throws IOException, InterruptedException {
        acknowledgeConsumed();
        List<PostedEvent> acknowledged = journal.acknowledged();
        List<String> users = acknowledged.reversed().stream().filter(event -> !checked.contains(event.id()))
                .map(PostedEvent::user).distinct().limit(settings.checked()).toList();
        Map<String, List<PostedEvent>> byUser = new HashMap<>();
        for (PostedEvent event : acknowledged) {
            byUser.computeIfAbsent(event.user(), user -> new ArrayList<>()).add(event);
        }
        for (String user : users) {
            Set<String> recalled = client.recallInFull(user, RECALL_SIZE).contents();
            Set<String> recent = client.recent(user);
            List<PostedEvent> ofUser = byUser.getOrDefault(user, List.of());
            checkedEvents += ofUser.size();
            for (PostedEvent event : ofUser) {
                if (!recent.contains(event.content())) {
                    notRecent.add(event.id());
                }
                if (recalled.contains(event.content())) {
                    recalledThough.add(event.id());
                }
            }
        }
        acknowledged.forEach(event -> checked.add(event.id()));
    }

    /** Posts the unacknowledged events again. Each must be stored once afterwards, written before or not. */
    private void repost(ServiceClient client) throws IOException, InterruptedException {
        List<PostedEvent> events = journal.unacknowledged();
        for (int begin = 0; begin < events.size(); begin += settings.batch()) {
            List<PostedEvent> again = events.subList(begin, Math.min(events.size(), begin + settings.batch()));
            ServiceClient.require("Event " + again.getFirst().id() + ", or one of the " + (again.size() - 1)
                    + " after it,", () -> client.postInTime(again));
            again.forEach(journal::acknowledge);
            reposted += again.size();
        }
    }

    private CrashReport report() {
        StoredEvents stored = StoredEvents.of(journal.acknowledged(), lookup);
        return new CrashReport(
                settings.rounds(), graphFaults, journal.created(), acknowledgedBeforeKill, reposted,
                consumedBeforeLastStart, consumed - consumedBeforeLastStart, checkedEvents, slowestStart,
                List.copyOf(notRecent), List.copyOf(recalledThough), stored.missing(), stored.several(),
                stored.different());
    }
}
