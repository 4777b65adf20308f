package io.graphrecall.benchmarks.crash;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * One run of the soak test. Requests are due at constant rates. Each goes to a random member and, without a response, once
 * more to another one. Meanwhile one thread causes faults.
 */
final class SoakRun {

    /** Large enough to contain a content of the events that is not marked as seen. */
    private static final int RECALL_SIZE = 1000;

    private static final int OK = 200;
    /** Time from a failed activation to the next attempt. */
    private static final Duration REPEAT = Duration.ofSeconds(1);

    private final SoakSettings settings;
    private final EventLookup lookup;
    private final Consumer<String> log;
    private final Journal journal;
    private final Random random;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Acknowledged> users = new ConcurrentHashMap<>();
    private final Set<String> seenAgain = new TreeSet<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final Set<String> failures = new LinkedHashSet<>();
    private final RequestLog recalls = new RequestLog(failures);
    private final RequestLog posts = new RequestLog(failures);
    /** Start of the load, as {@link System#nanoTime}. */
    private volatile long begin;
    private int reposted;
    private int activations;
    private double activationSeconds;

    SoakRun(SoakSettings settings, EventLookup lookup, Consumer<String> log) {
        this.settings = settings;
        this.lookup = lookup;
        this.log = log;
        journal = new Journal("soak-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX),
                settings.contents());
        random = new Random(settings.seed());
    }

    /** Acknowledged clicks of a user by content, and the sequence number of the last. */
    private record Acknowledged(Map<String, String> events, long seq) {

        Acknowledged with(PostedEvent event, long eventSeq) {
            Map<String, String> more = new TreeMap<>(events);
            more.put(event.content(), event.id());
            return new Acknowledged(more, Math.max(seq, eventSeq));
        }
    }

    /** A request to one member. */
    private interface Request<T> {
        T send(ServiceClient client) throws IOException, InterruptedException;
    }

    SoakReport run() throws IOException, InterruptedException {
        settings.addresses().forEach(address -> members.add(new Member(settings, address)));
        try {
            for (Member member : members) {
                member.start();
            }
            log.accept("%d members are ready".formatted(members.size()));
            begin = System.nanoTime();
            Thread recallers = Thread.ofPlatform().start(() -> at(settings.recalls(), this::recall));
            Thread posters = Thread.ofPlatform().start(() -> at(settings.posts(), this::post));
            Thread activator = Thread.ofVirtual().start(this::activate);
            while (System.nanoTime() - begin + settings.pause().toNanos() < settings.duration().toNanos()) {
                Thread.sleep(settings.pause());
                fault();
            }
            recallers.join();
            posters.join();
            activator.join();
            double seconds = (System.nanoTime() - begin) / 1e9;
            repost();
            StoredEvents stored = StoredEvents.of(journal.acknowledged(), lookup);
            return new SoakReport(seconds, faults, activation(), recalls.summary(), posts.summary(), reposted,
                    List.copyOf(seenAgain), stored.missing(), stored.several(), stored.different(),
                    List.copyOf(failures));
        } finally {
            for (Member member : members) {
                member.stop();
            }
        }
    }

    /** Starts each request at its due time, in a new thread, and waits for all responses. */
    private void at(double perSecond, LongConsumer request) {
        Phaser running = new Phaser(1);
        long begin = System.nanoTime();
        for (long i = 0;; i++) {
            long due = begin + (long) (i * 1e9 / perSecond);
            if (due - begin > settings.duration().toNanos()) {
                break;
            }
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            running.register();
            Thread.startVirtualThread(() -> {
                try {
                    request.accept(due);
                } finally {
                    running.arriveAndDeregister();
                }
            });
        }
        running.arriveAndAwaitAdvance();
    }

    /** Sends a request to a random member and, if that does not respond, to another one. */
    private <T> T send(RequestLog kind, Request<T> request) throws IOException, InterruptedException {
        kind.sent();
        int first = ThreadLocalRandom.current().nextInt(members.size());
        try {
            return request.send(members.get(first).client());
        } catch (IOException noResponse) {
            kind.retried();
            int other = (first + 1 + ThreadLocalRandom.current().nextInt(members.size() - 1)) % members.size();
            try {
                return request.send(members.get(other).client());
            } catch (IOException e) {
                log.accept("after %.1f s: ports %d (%s) and %d (%s) did not respond".formatted(
                        (System.nanoTime() - begin) / 1e9, members.get(first).port(), reason(noResponse),
                        members.get(other).port(), reason(e)));
                throw e;
            }
        }
    }

    private void recall(long due) {
        List<String> known = List.copyOf(users.keySet());
        String user = known.isEmpty() ? "nobody" : known.get(ThreadLocalRandom.current().nextInt(known.size()));
        Acknowledged before = users.getOrDefault(user, new Acknowledged(Map.of(), 0));
        try {
            ServiceClient.Recalled answer = send(recalls, client -> client.recall(user, RECALL_SIZE, before.seq()));
            recalls.answered(System.nanoTime() - due, answer.degraded());
            if (!answer.degraded()) {
                before.events().forEach((content, event) -> {
                    if (answer.contents().contains(content)) {
                        synchronized (seenAgain) {
                            seenAgain.add(event);
                        }
                    }
                });
            }
        } catch (IOException e) {
            recalls.failed("recall: " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(long due) {
        PostedEvent event = journal.next();
        try {
            ServiceClient.Receipt receipt = send(posts, client -> client.post(event));
            if (receipt.isAcknowledged()) {
                posts.answered(System.nanoTime() - due, false);
                acknowledge(event, receipt.seq());
            } else if (receipt.status() == ServiceClient.UNAVAILABLE) {
                posts.refused();
            } else {
                posts.failed("post: status " + receipt.status());
            }
        } catch (IOException e) {
            posts.failed("post: " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acknowledge(PostedEvent event, long seq) {
        journal.acknowledge(event);
        users.compute(event.user(), (user, before) -> (before == null
                ? new Acknowledged(Map.of(), 0)
                : before).with(event, seq));
    }

    private static String reason(IOException e) {
        return e instanceof HttpTimeoutException ? "no response in time" : String.valueOf(e.getMessage());
    }

    /** Causes a random fault and ends it. */
    private void fault() throws InterruptedException {
        int kind = random.nextInt(settings.graph() == 0 ? 2 : 3);
        Member member = members.get(random.nextInt(members.size()));
        Duration freeze = Duration.ofMillis(1 + random.nextLong(settings.freeze().toMillis()));
        switch (kind) {
            case 0 -> {
                log("kill", "killed the member on port %d".formatted(member.port()));
                member.kill();
                member.start();
                log.accept("the member on port %d is ready again".formatted(member.port()));
            }
            case 1 -> {
                log("freeze", "froze the member on port %d for %.1f s".formatted(member.port(),
                        freeze.toMillis() / 1e3));
                member.freeze();
                Thread.sleep(freeze);
                member.resume();
            }
            default -> {
                log("freeze of Neo4j", "froze Neo4j for %.1f s".formatted(freeze.toMillis() / 1e3));
                Member.signal("STOP", settings.graph());
                Thread.sleep(freeze);
                Member.signal("CONT", settings.graph());
            }
        }
    }

    private void log(String kind, String message) {
        faults.merge(kind, 1, Integer::sum);
        log.accept("after %.1f s: %s".formatted((System.nanoTime() - begin) / 1e9, message));
    }

    /** Activates a generation in the middle of the run, whatever fault there is. Repeats it until it succeeds. */
    private void activate() {
        if (settings.generation().isEmpty()) {
            return;
        }
        try {
            Thread.sleep(settings.duration().dividedBy(2));
            long requestedAt = System.nanoTime();
            int status = 0;
            while (status != OK && System.nanoTime() - requestedAt < settings.duration().toNanos()) {
                if (activations > 0) {
                    Thread.sleep(REPEAT);
                }
                status = attemptActivation(members.get(activations % members.size()).client());
                activations++;
            }
            activationSeconds = (System.nanoTime() - requestedAt) / 1e9;
            log.accept("activation of generation %s: status %d after %.1f s"
                    .formatted(settings.generation(), status, activationSeconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int attemptActivation(ServiceClient client) throws InterruptedException {
        try {
            int status = client.activate(settings.generation());
            if (status != OK) {
                log.accept("port %d answered the activation with %d".formatted(client.service().port(), status));
            }
            return status;
        } catch (IOException e) {
            log.accept("port %d did not answer the activation: %s".formatted(client.service().port(), reason(e)));
            return 0;
        }
    }

    private SoakReport.@Nullable Activation activation() throws IOException, InterruptedException {
        if (settings.generation().isEmpty()) {
            return null;
        }
        List<Integer> others = new ArrayList<>();
        for (Member member : members) {
            if (!member.client().generation().equals(settings.generation())) {
                others.add(member.port());
            }
        }
        return new SoakReport.Activation(activations, activationSeconds, others);
    }

    /** Posts the unacknowledged clicks again. Each must be stored once afterwards, written before or not. */
    private void repost() throws IOException, InterruptedException {
        for (PostedEvent event : journal.unacknowledged()) {
            members.getFirst().client().repost(List.of(event));
            journal.acknowledge(event);
            reposted++;
        }
    }
}
