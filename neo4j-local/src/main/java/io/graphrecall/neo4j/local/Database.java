/*
 * Copyright (C) 2026 the graph-recall authors
 *
 * This file is part of neo4j-local. neo4j-local is free software: you can redistribute it and/or modify it under the
 * terms of the GNU General Public License as published by the Free Software Foundation, either version 3 of the
 * License, or (at your option) any later version. It is distributed in the hope that it will be useful, but without
 * any warranty; see the GNU General Public License for more details: <https://www.gnu.org/licenses/>.
 */
package io.graphrecall.neo4j.local;

import org.neo4j.configuration.Config;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.SettingValueParsers;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.BoltConnectorInternalSettings;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.config.Setting;
import org.neo4j.graphdb.event.DatabaseEventContext;
import org.neo4j.graphdb.event.DatabaseEventListenerAdapter;
import org.neo4j.internal.kernel.api.connectioninfo.ClientConnectionInfo;
import org.neo4j.internal.kernel.api.security.AuthenticationResult;
import org.neo4j.io.fs.DefaultFileSystemAbstraction;
import org.neo4j.kernel.api.security.AuthManager;
import org.neo4j.kernel.api.security.AuthToken;
import org.neo4j.kernel.api.security.exception.InvalidAuthTokenException;
import org.neo4j.kernel.impl.security.Credential;
import org.neo4j.kernel.impl.security.User;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.logging.NullLogProvider;
import org.neo4j.memory.EmptyMemoryTracker;
import org.neo4j.server.security.SecureHasher;
import org.neo4j.server.security.SystemGraphCredential;
import org.neo4j.server.security.auth.CommunitySecurityModule;
import org.neo4j.server.security.auth.FileUserRepository;
import org.neo4j.string.UTF8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Running Neo4j database with Bolt on the loopback interface, password authentication and the procedures of GDS. */
final class Database implements AutoCloseable {

    /**
     * GDS function that maps GDS node ids to nodes. Like all GDS access to the database, it needs unrestricted access.
     */
    private static final String GDS_NODES = "gds.util.asNode";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String USER = AuthManager.INITIAL_USER_NAME;

    private final DatabaseManagementService service;
    private final int port;

    private Database(DatabaseManagementService service, int port) {
        this.service = service;
        this.port = port;
    }

    static Database start(LockedStore folder, ServerOptions options) throws IOException {
        // The system database has the users. A store that was imported has none yet.
        if (Files.notExists(folder.path().resolve("data").resolve("databases").resolve("system"))) {
            writeInitialPassword(folder);
        }
        DatabaseManagementService service = configured(folder, options).build();
        try {
            setPassword(service, folder.password());
            GraphDatabaseAPI database = (GraphDatabaseAPI) service
                    .database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME);
            GdsProcedures.register(database);
            service.registerDatabaseEventListener(new DatabaseEventListenerAdapter() {
                @Override
                public void databasePanic(DatabaseEventContext context) {
                    Successor.afterPanic();
                }
            });
            int port = database.getDependencyResolver().resolveDependency(ConnectorPortRegister.class)
                    .getLocalAddress(ConnectorType.BOLT).getPort();
            return new Database(service, port);
        } catch (IOException | RuntimeException e) {
            service.shutdown();
            throw e;
        }
    }

    /** Bolt port. */
    int port() {
        return port;
    }

    @Override
    public void close() {
        service.shutdown();
    }

    /**
     * Configures the server. Settings in {@code neo4j.conf} override defaults, except for address and authentication.
     */
    private static DatabaseManagementServiceBuilder configured(LockedStore folder, ServerOptions options)
            throws IOException {
        DatabaseManagementServiceBuilder builder = new DatabaseManagementServiceBuilder(folder.path());
        Properties userSettings = new Properties();
        Path file = folder.path().resolve("neo4j.conf");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                userSettings.load(reader);
            }
            builder.loadPropertiesFromFile(file);
        }
        set(builder, userSettings, GraphDatabaseSettings.pagecache_memory,
                SettingValueParsers.BYTES.parse(options.pageCache()));
        set(builder, userSettings, GraphDatabaseSettings.keep_logical_logs, "1 files");
        set(builder, userSettings, GraphDatabaseSettings.preallocate_logical_logs, false);
        set(builder, userSettings, GraphDatabaseSettings.preallocate_store_files, false);
        set(builder, userSettings, GraphDatabaseSettings.procedure_unrestricted, List.of(GDS_NODES));
        set(builder, userSettings, GraphDatabaseSettings.allow_file_urls, false);
        // One plan per statement. Neo4j would plan a write again for each order of magnitude of its lists, half a second each.
        set(builder, userSettings, GraphDatabaseInternalSettings.cypher_size_hint_parameters, false);
        int port = options.port() == 0 ? folder.freePort(options.attempt() > 0) : options.port();
        SocketAddress address = new SocketAddress(LOOPBACK, port);
        return builder.setConfig(BoltConnector.enabled, true).setConfig(BoltConnector.listen_address, address)
                .setConfig(BoltConnector.advertised_address, address)
                .setConfig(GraphDatabaseSettings.auth_enabled, true)
                .setConfig(GraphDatabaseSettings.udc_enabled, false)
                .setConfig(BoltConnectorInternalSettings.thread_pool_shutdown_wait_time, Duration.ofMillis(200))
                .setConfig(GraphDatabaseSettings.shutdown_transaction_end_timeout, Duration.ofMillis(500))
                .setConfig(GraphDatabaseInternalSettings.shutdown_terminated_transaction_wait_timeout,
                        Duration.ofMillis(200));
    }

    private static <T> void set(
            DatabaseManagementServiceBuilder builder, Properties userSettings, Setting<T> setting, T value) {
        if (!userSettings.containsKey(setting.name())) {
            builder.setConfig(setting, value);
        }
    }

    /**
     * Writes the file from which Neo4j takes the password of a new store, as {@code neo4j-admin dbms set-initial-password}
     * does. A statement would be the first one that the process plans, which takes a second.
     */
    private static void writeInitialPassword(LockedStore folder) throws IOException {
        Config config = Config.newBuilder().set(GraphDatabaseSettings.neo4j_home, folder.path().toAbsolutePath())
                .build();
        Path file = CommunitySecurityModule.getInitialUserRepositoryFile(config);
        Files.deleteIfExists(file); // that of an earlier start, which failed before Neo4j took the password
        FileUserRepository users = new FileUserRepository(
                new DefaultFileSystemAbstraction(), file, NullLogProvider.getInstance(), EmptyMemoryTracker.INSTANCE);
        Credential credential = SystemGraphCredential.createCredentialForPassword(
                UTF8.encode(folder.password()), new SecureHasher());
        try {
            users.start();
            users.create(new User(USER, null, credential, false, false));
            users.shutdown();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("could not write the initial password: " + e, e);
        }
    }

    /**
     * Sets the password if it is another one, so that the password file is always right. The user is replaced and not
     * altered, since Neo4j refuses to set the current password again. Statements within the process need no password.
     */
    private static void setPassword(DatabaseManagementService service, String password) {
        GraphDatabaseAPI system = (GraphDatabaseAPI) service.database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME);
        if (!isPassword(system.getDependencyResolver().resolveDependency(AuthManager.class), password)) {
            system.executeTransactionally(
                    "CREATE OR REPLACE USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED",
                    Map.of("password", password));
        }
    }

    private static boolean isPassword(AuthManager users, String password) {
        try {
            return users.login(AuthToken.newBasicAuthToken(USER, password), ClientConnectionInfo.EMBEDDED_CONNECTION)
                    .subject().getAuthenticationResult() == AuthenticationResult.SUCCESS;
        } catch (InvalidAuthTokenException e) {
            throw new IllegalStateException("a token of user and password is valid", e);
        }
    }
}
