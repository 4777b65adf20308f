package io.graphrecall.benchmarks.crash;

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
import java.util.function.Consumer;

/** One run of the crash test: rounds of start, check, post and kill. */
final class CrashRun {

    /** Large enough to contain a content of the events that is not marked as seen. */
    private static final int RECALL_SIZE = 1000;

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private final CrashSettings settings;
    private final EventLookup lookup;
    private final Consumer<String> log;
    private final Journal journal;
    private final Random random;
    private final Set<String> notRecent = new TreeSet<>();
    private final Set<String> recalledThough = new TreeSet<>();
    /** Acknowledged events that were checked after a restart. */
    private final Set<String> checked = new HashSet<>();

    private int acknowledgedBeforeKill;
    private int reposted;
    private double slowestStart;

    CrashRun(CrashSettings settings, EventLookup lookup, Consumer<String> log) {
        this.settings = settings;
        this.lookup = lookup;
        this.log = log;
        this.journal = new Journal(
                "crash-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX), settings.contents());
        this.random = new Random(settings.seed());
    }

    CrashReport run() throws IOException, InterruptedException {
        try (ServiceClient client = new ServiceClient(settings.service(), REQUEST_TIMEOUT)) {
            for (int round = 1; round <= settings.rounds(); round++) {
                killWhilePosting(client);
                log.accept("Kill %d of %d: %d events acknowledged, %d not acknowledged, %d lost".formatted(round,
                        settings.rounds(), journal.acknowledged().size(), journal.unacknowledged().size(),
                        notRecent.size() + recalledThough.size()));
            }
            ServiceProcess service = start(client);
            try {
                check(client);
                repost(client);
                check(client);
                return report();
            } finally {
                service.stop();
            }
        }
    }

    private void killWhilePosting(ServiceClient client) throws IOException, InterruptedException {
        ServiceProcess service = start(client);
        try {
            check(client);
            repost(client);
            int acknowledgedBefore = journal.acknowledged().size();
            Posters posters = Posters.start(settings.posters(), client, journal);
            try {
                Thread.sleep(random.nextLong(settings.shortest().toMillis(), settings.longest().toMillis()));
                if (!posters.arePosting()) {
                    throw new IllegalStateException("The service did not answer before it was killed");
                }
                service.kill();
            } finally {
                posters.stop();
            }
            acknowledgedBeforeKill += journal.acknowledged().size() - acknowledgedBefore;
        } finally {
            service.kill();
        }
    }

    private ServiceProcess start(ServiceClient client) throws InterruptedException {
        long begin = System.nanoTime();
        ServiceProcess service = ServiceProcess.start(settings.command(), settings.log(), settings.patience(), client);
        slowestStart = Math.max(slowestStart, (System.nanoTime() - begin) / 1e9);
        return service;
    }

    /** Checks recent events and recall of every user with an event that was acknowledged since the last check. */
    private void check(ServiceClient client) throws IOException, InterruptedException {
        Map<String, List<PostedEvent>> byUser = new HashMap<>();
        List<PostedEvent> acknowledged = journal.acknowledged();
        for (PostedEvent event : acknowledged) {
            byUser.computeIfAbsent(event.user(), user -> new ArrayList<>()).add(event);
        }
        List<String> users = acknowledged.stream().filter(event -> !checked.contains(event.id()))
                .map(PostedEvent::user).distinct().toList();
        for (String user : users) {
            Set<String> recalled = client.recall(user, RECALL_SIZE, 0).contents();
            Set<String> recent = client.recent(user);
            for (PostedEvent event : byUser.getOrDefault(user, List.of())) {
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
        for (PostedEvent event : journal.unacknowledged()) {
            if (!client.post(event).isAcknowledged()) {
                throw new IOException("The service rejected event " + event.id() + " when it was posted again");
            }
            journal.acknowledge(event);
            reposted++;
        }
    }

    private CrashReport report() {
        StoredEvents stored = StoredEvents.of(journal.acknowledged(), lookup);
        return new CrashReport(
                settings.rounds(), journal.posted(), acknowledgedBeforeKill, reposted, slowestStart,
                List.copyOf(notRecent), List.copyOf(recalledThough), stored.missing(), stored.several(),
                stored.different());
    }
}
