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

/** Runs an action after one of some files changed. Looks at them once a second, until Vert.x is closed. */
final class FileWatch {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final long INTERVAL_MS = 1000;

    private final List<Path> files;
    private final Runnable action;
    private List<Object> seen;

    private FileWatch(List<Path> files, Runnable action) {
        this.files = files;
        this.action = action;
        this.seen = state();
    }

    /** @param action runs in a separate thread; an exception is logged */
    static void start(Vertx vertx, List<Path> files, Runnable action) {
        FileWatch watch = new FileWatch(files, action);
        vertx.setPeriodic(INTERVAL_MS, tick -> Thread.ofVirtual().start(watch::look));
    }

    private synchronized void look() {
        List<Object> now = state();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            action.run();
            LOG.info("{} changed and is read again", files);
        } catch (RuntimeException e) {
            LOG.error("{} changed and is not used: {}", files, e.getMessage());
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
