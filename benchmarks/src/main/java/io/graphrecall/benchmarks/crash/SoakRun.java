package io.graphrecall.benchmarks.crash;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final String run;
    private final Journal journal;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Acknowledged> users = new ConcurrentHashMap<>();
    private final Set<String> seenAgain = new TreeSet<>();
    private final Set<String> failures = new LinkedHashSet<>();
    private final RequestLog recalls = new RequestLog(failures);
    private final RequestLog posts = new RequestLog(failures);
    private final RequestLog newContents = new RequestLog(failures);
    private final RequestLog erasures = new RequestLog(failures);
    /** Posted contents, true once they are acknowledged. */
    private final Map<String, Boolean> contents = new ConcurrentHashMap<>();
    private final AtomicInteger contentNumber = new AtomicInteger();
    /** Users whose erasure was requested, true once it is acknowledged. */
    private final Map<String, Boolean> erased = new ConcurrentHashMap<>();
    private final MemoryLog memory = new MemoryLog();
    /** Start of the load, as {@link System#nanoTime}. */
    private volatile long begin;
    private int reposted;
    private int activations;
    private double activationSeconds;

    SoakRun(SoakSettings settings, EventLookup lookup, Consumer<String> log) {
        this.settings = settings;
        this.lookup = lookup;
        this.log = log;
        run = "soak-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        journal = new Journal(run, settings.contents());
    }

    /**
     * Acknowledged clicks of a user by content.
     *
     * @param seq  sequence number of the last one
     * @param time time of the last acknowledgement, as {@link System#nanoTime}
     */
    private record Acknowledged(Map<String, String> events, long seq, long time) {

        static final Acknowledged NONE = new Acknowledged(Map.of(), 0, 0);

        Acknowledged with(PostedEvent event, long eventSeq) {
            Map<String, String> more = new TreeMap<>(events);
            more.put(event.content(), event.id());
            return new Acknowledged(more, Math.max(seq, eventSeq), System.nanoTime());
        }

        /** Returns true if all clicks are acknowledged, and no member can still hold one that another one acknowledged. */
        boolean isComplete(Duration freeze) {
            return events.size() == Journal.EVENTS_PER_USER && System.nanoTime() - time > 2 * freeze.toNanos();
        }
    }

    /** A request to one member. */
    private interface Request<T> {
        T send(ServiceClient client) throws IOException, InterruptedException;
    }

    SoakReport run() throws IOException, InterruptedException {
        settings.addresses().forEach(address -> members.add(new Member(settings, address)));
        try (SoakFaults faults = new SoakFaults(settings, members, lookup, this::log)) {
            try {
                return run(faults);
            } finally {
                for (Member member : members) {
                    member.stop();
                }
            }
        }
    }

    private SoakReport run(SoakFaults faults) throws IOException, InterruptedException {
        for (Member member : members) {
            member.start();
        }
        log.accept("%d members are ready".formatted(members.size()));
        begin = System.nanoTime();
        Thread recallers = load(Duration.ZERO, settings.recalls(), this::recall);
        Thread posters = load(Duration.ZERO, settings.posts(), this::post);
        // Members load the text encoder some seconds after their start.
        Thread publisher = load(settings.pause(), settings.newContents(), this::postContent);
        Thread eraser = load(settings.pause(), settings.erasures(), this::erase);
        Thread activator = Thread.ofVirtual().start(this::activate);
        while (System.nanoTime() - begin + settings.pause().toNanos() < settings.duration().toNanos()) {
            Thread.sleep(settings.pause());
            memory.add("members", members.stream().map(Member::pid).toList());
            memory.add("neo4j", List.of(faults.graphPid()));
            faults.next();
        }
        for (Thread load : List.of(recallers, posters, publisher, eraser, activator)) {
            load.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        repost();
        StoredEvents stored = StoredEvents.of(journal.acknowledged(), lookup);
        List<String> ofErased = journal.erased().stream().map(PostedEvent::id).toList();
        return new SoakReport(seconds, faults.counts(), activation(), recalls.summary(), posts.summary(),
                newContents.summary(), erasures.summary(), reposted, List.copyOf(seenAgain), stored.missing(),
                stored.several(), stored.different(),
                onSomeMember(contents.keySet(), (client, content) -> !client.hasContent(content)),
                lookup.find(ofErased).stream().map(StoredEvent::id).toList(),
                onSomeMember(erased.keySet(), (client, user) -> !client.recent(user).isEmpty()), memory.halves(),
                List.copyOf(failures));
    }

    /** Property of a content or user on a member. */
    private interface Check {
        boolean holds(ServiceClient client, String id) throws IOException, InterruptedException;
    }

    /** Returns the ids for which a check holds on a member. */
    private List<String> onSomeMember(Set<String> ids, Check check) throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (String id : new TreeSet<>(ids)) {
            for (Member member : members) {
                if (check.holds(member.client(), id)) {
                    found.add(id + " on port " + member.port());
                }
            }
        }
        return found;
    }

    /** Starts a thread that sends requests at a rate, from some time after the begin of the run to its end. */
    private Thread load(Duration delay, double perSecond, LongConsumer request) {
        return Thread.ofPlatform().start(() -> {
            if (perSecond > 0) {
                at(begin + delay.toNanos(), perSecond, request);
            }
        });
    }

    /** Starts each request at its due time, in a new thread, and waits for all responses. */
    private void at(long first, double perSecond, LongConsumer request) {
        Phaser running = new Phaser(1);
        for (long i = 0;; i++) {
            long due = first + (long) (i * 1e9 / perSecond);
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
                log("ports %d (%s) and %d (%s) did not respond".formatted(
                        members.get(first).port(), reason(noResponse), members.get(other).port(), reason(e)));
                throw e;
            }
        }
    }

    private void recall(long due) {
        List<String> known = List.copyOf(users.keySet());
        String user = known.isEmpty() ? "nobody" : known.get(ThreadLocalRandom.current().nextInt(known.size()));
        Acknowledged before = users.getOrDefault(user, Acknowledged.NONE);
        try {
            ServiceClient.Recalled answer = send(recalls, client -> client.recall(user, RECALL_SIZE, before.seq()));
            recalls.answered(System.nanoTime() - due, answer.degraded());
            // An erased user has seen nothing. Erasing begins after the user is removed here.
            if (!answer.degraded() && users.containsKey(user)) {
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
        change("post", posts, due, () -> {
            ServiceClient.Receipt receipt = send(posts, client -> client.post(event));
            if (receipt.isAcknowledged()) {
                acknowledge(event, receipt.seq());
            }
            return receipt;
        });
    }

    private void postContent(long due) {
        String content = run + "-content-" + contentNumber.getAndIncrement();
        contents.put(content, false);
        change("new content", newContents, due, () -> {
            ServiceClient.Receipt receipt = send(newContents, client -> client.postContent(content));
            contents.put(content, receipt.isAcknowledged());
            return receipt;
        });
    }

    /** Erases a user all of whose clicks are acknowledged. */
    private void erase(long due) {
        Optional<String> complete = users.entrySet().stream()
                .filter(user -> user.getValue().isComplete(settings.freeze())).map(Map.Entry::getKey)
                .findAny();
        if (complete.isEmpty()) {
            return;
        }
        String user = complete.get();
        users.remove(user);
        erased.put(user, false);
        journal.erase(user);
        change("erasure", erasures, due, () -> {
            ServiceClient.Receipt receipt = send(erasures, client -> client.erase(user));
            erased.put(user, receipt.isAcknowledged());
            return receipt;
        });
    }

    /** Sends a request that changes something and counts its response. */
    private static void change(String name, RequestLog kind, long due,
            ServiceClient.Request<ServiceClient.Receipt> change) {
        try {
            ServiceClient.Receipt receipt = change.send();
            if (receipt.isAcknowledged()) {
                kind.answered(System.nanoTime() - due, false);
            } else if (receipt.status() == ServiceClient.UNAVAILABLE) {
                kind.refused();
            } else {
                kind.failed(name + ": status " + receipt.status());
            }
        } catch (IOException e) {
            kind.failed(name + ": " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acknowledge(PostedEvent event, long seq) {
        journal.acknowledge(event);
        users.compute(event.user(), (user, before) -> (before == null ? Acknowledged.NONE : before).with(event, seq));
    }

    private static String reason(IOException e) {
        return e instanceof HttpTimeoutException ? "no response in time" : String.valueOf(e.getMessage());
    }

    private void log(String message) {
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

    /** Repeats what was not acknowledged. Each click must be stored once afterwards, written before or not. */
    private void repost() throws IOException, InterruptedException {
        ServiceClient client = members.getFirst().client();
        for (String content : unacknowledged(contents)) {
            ServiceClient.require("Content " + content, () -> client.postContent(content));
            reposted++;
        }
        for (String user : unacknowledged(erased)) {
            ServiceClient.require("The erasure of " + user, () -> client.erase(user));
            reposted++;
        }
        for (PostedEvent event : journal.unacknowledged()) {
            ServiceClient.require("Event " + event.id(), () -> client.postInTime(List.of(event)));
            journal.acknowledge(event);
            reposted++;
        }
    }

    private static List<String> unacknowledged(Map<String, Boolean> sent) {
        return sent.entrySet().stream().filter(entry -> !entry.getValue()).map(Map.Entry::getKey).toList();
    }
}
