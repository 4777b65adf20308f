package io.graphrecall.service.http;

import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;

/**
 * Runs an action after one of some files changed since the watch was created, once a second until it succeeds. Create it
 * before the files are read first, so that no change is missed. It looks at them until Vert.x is closed.
 */
final class FileWatch {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final long INTERVAL_MS = 1000;

    private final List<Path> files;
    private List<Object> seen;
    /** State of the files and message of the last failure, which is logged once. */
    private List<Object> failure = List.of();

    FileWatch(List<Path> files) {
        this.files = files;
        this.seen = state();
    }

    /** @param action runs in a separate thread; an exception is logged */
    void start(Vertx vertx, Runnable action) {
        vertx.setPeriodic(INTERVAL_MS, tick -> Thread.ofVirtual().start(() -> look(action)));
    }

    private synchronized void look(Runnable action) {
        List<Object> now = state();
        if (now.equals(seen)) {
            return;
        }
        try {
            action.run();
            seen = now;
            LOG.info("{} changed and is read again", files);
        } catch (RuntimeException e) {
            List<Object> next = Arrays.asList(now, e.getMessage());
            if (!next.equals(failure)) {
                LOG.error("{} changed and is not used: {}", files, e.getMessage());
            }
            failure = next;
        }
    }

    private List<Object> state() {
        return files.stream().map(FileWatch::state).toList();
    }

    private static Object state(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return Arrays.asList(now.lastModifiedTime(), now.size(), now.fileKey());
        } catch (IOException missing) {
            return "";
        }
    }
}
