package io.graphrecall.cli;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.home.RecallHome;
import io.graphrecall.home.UserSearch;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.access.AuditLog;
import io.graphrecall.service.erasure.HomeFiles;
import io.graphrecall.service.http.HttpParameters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

@Command(name = "erase", description = "Erases a user: from the graph, from a running service, and from the logs and dead letters of the home. "
        + "The next build deletes generations that name the user.")
final class EraseCommand extends HomeCommand implements Callable<Integer> {

    @Option(names = "--user", required = true, paramLabel = "ID", description = "User id.")
    @SuppressWarnings("NullAway.Init")
    private String userId;

    @Option(names = "--verify", description = "After the erasure, search everything for the id and print each place with found or not found. "
            + "Exit with 1 if it is found.")
    private boolean verify;

    @Option(names = "--service", paramLabel = "URL", description = "Address of a running service on this graph (default: that of the settings, if it serves a "
            + "generation of this home).")
    private @Nullable URI address;

    @Option(names = "--api-key", paramLabel = "KEY", defaultValue = "${env:RECALL_API_KEY}", description = "Key of that service with the role admin (default: the environment variable RECALL_API_KEY, else one of the settings).")
    private @Nullable String apiKey;

    @Override
    public Integer call() {
        UserId user = valid(() -> new UserId(userId));
        if (address != null && address.getHost() == null) {
            throw wrongUsage("--service is '" + address + "', expected an address such as http://localhost:8080");
        }
        Console console = console();
        try (RecallHome home = home().openExisting(console.progress())) {
            UserService service = service();
            boolean served = service != null && service.knows(user);
            if (service != null) {
                service.delete(user);
            }
            boolean left = new GraphWriter(home.graph()).deleteUser(user);
            boolean known = served || left;
            new HomeFiles(home.folder()).erase(user);
            AuditLog.record(AuditLog.COMMAND_LINE, "erase", Map.of("user_id", userId), known ? "erased" : "unknown",
                    "");
            if (service != null && left) {
                throw new RecallException(Code.CONFLICT, "the service at " + service.address()
                        + " left the user in the graph of this home: it is no service on this graph. "
                        + "The user is erased from the graph now");
            }
            console.print((known ? "Erased the user" : "The graph has no such user")
                    + (service == null ? "" : ", through the service at " + service.address()));
            return verify ? verify(home, user, service, console) : 0;
        }
    }

    private int verify(RecallHome home, UserId user, @Nullable UserService service, Console console) {
        boolean found = false;
        if (service == null) {
            console.print("service: none of this home at " + address(home().settings())
                    + "; name another one with --service");
        } else {
            found = service.knows(user);
            print("service " + service.address(), found, console);
        }
        for (UserSearch.Place place : new UserSearch(home, user).places()) {
            print(place.name(), place.found(), console);
            found |= place.found();
        }
        console.print(found ? "Found. Generations are clean after the next build." : "Not found anywhere");
        return found ? 1 : 0;
    }

    private static void print(String place, boolean found, Console console) {
        console.print(place + ": " + (found ? "found" : "not found"));
    }

    private static String address(ServiceSettings settings) {
        return ServeCommand.address(settings, Objects.requireNonNull(settings.http()).port());
    }

    /** Returns the running service on this home's graph, or null if there is none. */
    private @Nullable UserService service() {
        ServiceSettings settings = home().settings();
        HttpParameters http = Objects.requireNonNull(settings.http());
        String key = apiKey != null ? apiKey : http.apiKeys().stream().findFirst().orElse(null);
        if (address != null) {
            return new UserService(address, key);
        }
        UserService service = new UserService(URI.create(address(settings)), key);
        String generation = service.generation();
        return generation != null && RecallHome.generations(home().folder()).ids().stream().map(GenerationId::value)
                .anyMatch(generation::equals) ? service : null;
    }
}
