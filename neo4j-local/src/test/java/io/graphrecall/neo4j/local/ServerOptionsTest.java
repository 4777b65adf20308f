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
    void onlyTheHomeMustBeSaid() {
        assertThat(ServerOptions.parse("--home", "/tmp/x/../graph")).isEqualTo(
                new ServerOptions(Path.of("/tmp/graph"), 0, OptionalLong.empty(), false, "512m"));
    }

    @Test
    void everythingElseCanBe() {
        assertThat(ServerOptions.parse("--port", "7687", "--owner", "42", "--watch-stdin", "--page-cache", "2g",
                "--home", "/tmp/graph")).isEqualTo(
                        new ServerOptions(Path.of("/tmp/graph"), 7687, OptionalLong.of(42), true, "2g"));
    }

    @ParameterizedTest
    @CsvSource({"--port 1,--home is missing", "--home /x --colour red,unknown option --colour",
        "--home,--home wants a value", "--home /x --owner me,'--owner is ''me'', not a number'",
        "--home /x --port 70000,'--port is 70000, not between 0 and 65535'"})
    void wrongUsageIsTold(String line, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> ServerOptions.parse(line.split(" ")))
                .withMessage(message);
    }
}
