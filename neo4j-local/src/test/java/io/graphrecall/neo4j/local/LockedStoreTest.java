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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class LockedStoreTest {

    @TempDir
    Path parent;

    @Test
    void theFolderIsAccessibleToItsOwnerOnly() throws IOException {
        Path path = parent.resolve("a").resolve("graph");
        LockedStore.open(path);
        assertThat(permissions(path)).isEqualTo("rwx------");
    }

    @Test
    void thePasswordIsCreatedOnceAndReadableByItsOwnerOnly() throws IOException {
        LockedStore folder = LockedStore.open(parent);
        String password = folder.password();
        assertThat(password).matches("[A-Za-z0-9_-]{32}");
        assertThat(folder.password()).isEqualTo(password);
        assertThat(parent.resolve("password")).hasContent(password);
        assertThat(permissions(parent.resolve("password"))).isEqualTo("rw-------");
    }

    @Test
    void theProcessIsPublishedAndUnpublished() throws IOException {
        LockedStore folder = LockedStore.open(parent);
        folder.publish(7687);
        assertThat(parent.resolve("process.properties")).content()
                .contains("pid=" + ProcessHandle.current().pid() + "\n", "port=7687\n")
                .containsPattern("started=\\d+\n");
        folder.unpublish();
        assertThat(parent.resolve("process.properties")).doesNotExist();
    }

    @Test
    void thePortOfAStoreStaysTheSameAlsoIfAnotherProgramUsesItForATime() throws IOException {
        LockedStore folder = LockedStore.open(parent);
        int port = folder.freePort(false);
        assertThat(port).isBetween(20_000, 29_999);
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(folder.freePort(false)).isZero();
            folder.publish(socket.getLocalPort() + 1);
        }
        folder.unpublish();
        assertThat(folder.freePort(false)).isEqualTo(port);
    }

    @Test
    void aProcessThatReplacesAnotherKeepsItsPort() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Files.writeString(parent.resolve("process.properties"), "pid=1\nstarted=0\nport=" + port + "\n");
        LockedStore folder = LockedStore.open(parent);
        assertThat(folder.freePort(true)).isEqualTo(port);
        assertThat(folder.freePort(false)).isBetween(20_000, 29_999);
    }

    @Test
    void thePortMayBeEdited() throws IOException {
        LockedStore folder = LockedStore.open(parent);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Files.writeString(parent.resolve("port"), port + "\n");
        assertThat(folder.freePort(false)).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bolt", "70000", "-1"})
    void aDamagedPortFileIsIgnored(String text) throws IOException {
        LockedStore folder = LockedStore.open(parent);
        Files.writeString(parent.resolve("port"), text);
        assertThat(folder.freePort(false)).isZero();
    }

    @Test
    void openingRemovesThePublishedProcessOfAKilledOne() throws IOException {
        Files.writeString(parent.resolve("process.properties"), "pid=1\nstarted=0\nport=1\n");
        LockedStore.open(parent);
        assertThat(parent.resolve("process.properties")).doesNotExist();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
