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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.OptionalLong;

class ServerOptionsTest {

    @Test
    void onlyTheHomeIsRequired() {
        assertThat(ServerOptions.parse("--home", "/tmp/x/../graph")).isEqualTo(
                new ServerOptions(Path.of("/tmp/graph"), 0, OptionalLong.empty(), false, 0, "512m"));
    }

    @Test
    void allOptionsAreParsed() {
        assertThat(ServerOptions.parse("--port", "7687", "--owner", "42", "--watch-stdin", "--page-cache", "2g",
                "--await-space", "3", "--home", "/tmp/graph")).isEqualTo(
                        new ServerOptions(Path.of("/tmp/graph"), 7687, OptionalLong.of(42), true, 3, "2g"));
    }

    @ParameterizedTest
    @CsvSource({"--port 1,Option --home is required", "--home /x --colour red,Unknown option --colour",
        "--home,Option --home needs a value", "--home /x --owner me,'Option --owner must be a number, but is ''me'''",
        "--home /x --port 70000,'--port must be between 0 and 65535, but is 70000'"})
    void wrongUsageIsReported(String line, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> ServerOptions.parse(line.split(" ")))
                .withMessage(message);
    }
}
