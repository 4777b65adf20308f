package io.graphrecall.cli;

import io.graphrecall.service.access.ApiKey;
import io.graphrecall.service.access.AuditLog;
import io.graphrecall.service.access.KeyFile;
import io.graphrecall.service.access.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

@Command(name = "keys", description = "Adds, lists and revokes API keys. A running service accepts a change within a second.", synopsisSubcommandLabel = "COMMAND")
final class KeysCommand extends HomeCommand {

    @Command(name = "add", description = "Adds a key and prints it. It is stored as a hash, so it cannot be shown again.")
    void add(
            @Parameters(paramLabel = "NAME", description = "Name of the key.") String name,
            @Option(names = "--role", required = true, split = ",", paramLabel = "ROLE", description = "Operations that the key allows: ${COMPLETION-CANDIDATES}. A key in a web page needs public only.") Set<Role> roles,
            @Option(names = "--scene", split = ",", paramLabel = "SCENE", description = "Scenes that the key may recall, the first one for requests without a scene (default: all).") @Nullable List<String> scenes,
            @Option(names = "--expires", paramLabel = "TIME", description = "End of its validity; a date alone means its end in UTC (default: none).") @Nullable Instant expires,
            @Option(names = "--per-second", paramLabel = "N", description = "Maximum requests per second on each member, 0 for no limit (default: per-second of the setting recall.http.rate-limit).") @Nullable Integer perSecond,
            @Option(names = "--per-day", paramLabel = "N", description = "Maximum requests per day on each member, 0 for no limit (default: per-day of the setting recall.http.rate-limit).") @Nullable Integer perDay) {
        String text = ApiKey.generate();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        if (expires != null && !expires.isAfter(now)) {
            throw wrongUsage("--expires is " + expires + ", which is over");
        }
        boolean isFirst = !file().exists();
        file().add(valid(
                () -> new ApiKey(name, ApiKey.hash(text), roles, scenes, now, expires, perSecond, perDay)));
        AuditLog.record(AuditLog.COMMAND_LINE, "keys add", Map.of("name", name, "roles", names(roles)), "added", "");
        console().print(text);
        note("copy the key now; it cannot be shown again");
        if (isFirst) {
            note("a service of this home now requires a key with every request, also for administration");
        }
        if (isFirst && !roles.contains(Role.ADMIN)) {
            note("keys.json has no key with the role admin yet; to add one: recall keys add NAME --role admin");
        }
    }

    @Command(name = "list", description = "Lists the keys with their roles, scenes, times and limits.")
    void list() {
        Console console = console();
        if (!file().exists()) {
            note(home().folder() + " has no keys.json: unless the settings name keys, its service requires none");
        }
        for (ApiKey key : file().read()) {
            console.print(key.name() + "  " + names(key.roles())
                    + (key.scenes() == null ? "" : "  scenes " + String.join(",", key.scenes())) + "  added "
                    + key.createdAt()
                    + (key.expiresAt() == null ? "" : key.isExpired(Instant.now()) ? ", expired " : ", expires ")
                    + (key.expiresAt() == null ? "" : key.expiresAt())
                    + (key.perSecond() == null ? "" : ", " + key.perSecond() + " per second")
                    + (key.perDay() == null ? "" : ", " + key.perDay() + " per day"));
        }
    }

    @Command(name = "revoke", description = "Removes a key.")
    void revoke(@Parameters(paramLabel = "NAME", description = "Name of the key.") String name) {
        file().revoke(name);
        AuditLog.record(AuditLog.COMMAND_LINE, "keys revoke", Map.of("name", name), "revoked", "");
        console().print("Revoked key " + name);
    }

    private KeyFile file() {
        return new KeyFile(home().folder());
    }

    private static String names(Set<Role> roles) {
        return roles.stream().map(Role::wireName).collect(Collectors.joining(","));
    }
}
