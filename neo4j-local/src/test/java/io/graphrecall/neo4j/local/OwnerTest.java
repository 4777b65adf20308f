/*
 * Copyright (C) 2026 the graph-recall authors
 *
 * This file is part of neo4j-local. neo4j-local is free software: you can redistribute it and/or modify it under the
 * terms of the GNU General Public License as published by the Free Software Foundation, either version 3 of the
 * License, or (at your option) any later version. It is distributed in the hope that it will be useful, but without
 * any warranty; see the GNU General Public License for more details: <https://www.gnu.org/licenses/>.
 */
package io.graphrecall.neo4j.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class OwnerTest {

    @Test
    void theEndOfAKilledOwnerIsDetected() throws Exception {
        Process owner = new ProcessBuilder("sleep", "600").start();
        CountDownLatch ended = new CountDownLatch(1);
        Owner.watch(ownedBy(owner.pid()), ended::countDown);

        assertThat(ended.await(600, TimeUnit.MILLISECONDS)).isFalse();
        owner.destroyForcibly();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anOwnerThatEndedBeforeIsDetected() throws Exception {
        Process owner = new ProcessBuilder("true").start();
        owner.waitFor();
        CountDownLatch ended = new CountDownLatch(1);
        Owner.watch(ownedBy(owner.pid()), ended::countDown);
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anUnreapedOwnerIsDetected() throws Exception {
        Process parent = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; exec sleep 600").start();
        try {
            long owner = Long.parseLong(parent.inputReader().readLine());
            CountDownLatch ended = new CountDownLatch(1);
            Owner.watch(ownedBy(owner), ended::countDown);

            ProcessHandle.of(owner).orElseThrow().destroyForcibly();
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            parent.destroyForcibly();
        }
    }

    private static ServerOptions ownedBy(long pid) {
        return new ServerOptions(Path.of("graph"), 0, OptionalLong.of(pid), false, 0, "512m");
    }
}
