package io.graphrecall.service.cluster;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Generations in a folder that all members see, such as a network file system. A member without a generation copies it from
 * there, and a build on another machine puts it there. The folder is a store like that of a home; it is never created, so
 * that a file system that is not mounted is an error. Thread-safe; calls block.
 */
public final class SharedGenerations {

    private static final Logger LOG = LoggerFactory.getLogger(SharedGenerations.class);

    /** Time from a failed publication to the next attempt. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Path folder;
    private final GenerationStore store;
    private final GenerationStore own;

    /** The current generation of the folder that members serve or have refused. */
    private volatile @Nullable GenerationId followed;
    /** The problems that were logged and have not ended, since polls repeat them. */
    private volatile @Nullable String unreadable;
    private @Nullable String unpublished;
    /** Time before which a failed publication is not attempted again, as {@link System#nanoTime}. */
    private long retryAt = System.nanoTime();

    SharedGenerations(Path folder, GenerationStore own) {
        this.folder = folder;
        this.store = new GenerationStore(folder);
        this.own = own;
    }

    public Path folder() {
        return folder;
    }

    /** Returns false while the folder does not exist, for example because its file system is not mounted. */
    public boolean isThere() {
        return Files.isDirectory(folder);
    }

    public GenerationStore store() {
        return store;
    }

    /**
     * Copies a generation of the home into the folder, makes it the current one there and deletes the oldest ones.
     *
     * @throws RecallException UNAVAILABLE if the folder does not exist or cannot be written
     */
    public void publish(GenerationId id) {
        copyInto(id);
        makeCurrent(id);
    }

    /** Copies a generation of the home, also in place of a damaged copy. */
    private void copyInto(GenerationId id) {
        requireFolder();
        if (store.ids().contains(id)) {
            try {
                store.verify(id);
                return;
            } catch (RecallException e) {
                LOG.warn("generation {} is copied to {} again: {}", id, folder, e.getMessage());
            }
        }
        store.copy(id, own);
    }

    private void makeCurrent(GenerationId id) {
        store.activate(id);
        store.prune(GenerationStore.DEFAULT_RETENTION, List.of());
    }

    private void requireFolder() {
        if (!isThere()) {
            throw new RecallException(RecallException.Code.UNAVAILABLE,
                    "the shared folder " + folder + " does not exist: create it, or mount its file system");
        }
    }

    /** Returns the current generation of the folder; null if it has none or cannot be read. */
    @Nullable
    GenerationId current() {
        try {
            requireFolder();
            GenerationId current = store.current().orElse(null);
            if (unreadable != null) {
                LOG.info("the shared folder {} can be read again", folder);
                unreadable = null;
            }
            return current;
        } catch (RecallException e) {
            String problem = String.valueOf(e.getMessage());
            if (!problem.equals(unreadable)) {
                LOG.error("shared generations cannot be read: {}", problem);
                unreadable = problem;
            }
            return null;
        }
    }

    /** Returns why the folder could not be read the last time; null if it could. */
    @Nullable
    String problem() {
        return unreadable;
    }

    /** Returns true if a generation is newer than all in the folder, so that it was not put there yet. */
    boolean lacks(GenerationId id) {
        return store.ids().stream().allMatch(other -> other.compareTo(id) < 0);
    }

    /**
     * Returns the current generation of the folder if another program changed it and it was not followed; null if not.
     *
     * @param serving generation that serves. If it was built since, it stays when the folder is read for the first time
     */
    @Nullable
    GenerationId changed(@Nullable GenerationId serving) {
        return changed(current(), serving);
    }

    private @Nullable GenerationId changed(@Nullable GenerationId current, @Nullable GenerationId serving) {
        boolean isOlder = followed == null && serving != null && lacks(serving);
        return isOlder || Objects.equals(current, followed) ? null : current;
    }

    /** Records that members serve the current generation of the folder, or refused it. */
    void followed(@Nullable GenerationId current) {
        followed = current;
    }

    /**
     * Copies a generation into the home. Returns false if the folder does not have it.
     *
     * @throws RecallException CONFLICT if it is damaged
     */
    boolean fetch(GenerationId id) {
        if (!store.ids().contains(id)) {
            return false;
        }
        LOG.info("Fetching generation {} from {}", id, folder);
        own.copy(id, store);
        return true;
    }

    /**
     * Publishes the generation that serves, unless it is the current one of the folder. If another one serves when it is
     * copied, that one is published in turn; if another program changed the current one, members follow that. A failure is
     * logged, and a call a minute later tries again.
     */
    synchronized void publishServing(Supplier<@Nullable GenerationId> serving) {
        GenerationId id = serving.get();
        GenerationId current = current();
        if (id == null || id.equals(current) || !isThere() || System.nanoTime() - retryAt < 0
                || changed(current, id) != null) {
            return;
        }
        try {
            copyInto(id);
            if (id.equals(serving.get()) && Objects.equals(current(), current)) {
                makeCurrent(id);
                followed(id);
                unpublished = null;
                LOG.info("generation {} is shared in {}", id, folder);
            }
        } catch (RecallException e) {
            retryAt = System.nanoTime() + RETRY.toNanos();
            String problem = String.valueOf(e.getMessage());
            if (!problem.equals(unpublished)) {
                LOG.error("generation {} is not shared in {}: {}", id, folder, problem);
                unpublished = problem;
            }
        }
    }
}
