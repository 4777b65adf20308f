package io.graphrecall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.RecordListener;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.pipeline.ChannelRun;
import io.graphrecall.service.pipeline.RecallRequest;
import io.graphrecall.service.pipeline.RecallResult;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** First request to a running service, for a user with results from every channel. */
final class DemoRequest {

    private static final int SIZE = 100;
    private static final int MAX_SHOWN = 10;

    private final RecallServer server;
    private final DataSetFolder data;
    private final Instant now;

    /** @param now time of the requests */
    DemoRequest(RecallServer server, DataSetFolder data, Instant now) {
        this.server = server;
        this.data = data;
        this.now = now;
    }

    /** Sends the request over HTTP and prints the result and a curl command for it. */
    void show(List<String> users, Console console) {
        String address = "http://127.0.0.1:" + server.port();
        String user = URLEncoder.encode(userWithMostChannels(users), StandardCharsets.UTF_8).replace("+", "%20");
        URI uri = URI.create(address + "/v1/users/" + user + "/recall?size=" + SIZE);
        JsonNode result = get(uri);
        Map<String, String> titles = titles();
        console.print("");
        int rank = 0;
        for (JsonNode content : result.path("contents")) {
            if (++rank <= MAX_SHOWN) {
                String id = content.path("content_id").asText();
                console.print("%3d  %-12s %s  [%s]".formatted(
                        rank, id, titles.getOrDefault(id, ""), String.join(", ", channels(content))));
            }
        }
        console.print("");
        for (JsonNode channel : result.path("coverage").path("channels")) {
            console.print("%-16s %-8s %4d returned, %3d in the result".formatted(
                    channel.path("id").asText(),
                    channel.path("status").asText(),
                    channel.path("returned").asInt(),
                    countFrom(result, channel.path("id").asText())));
        }
        console.print("");
        console.print("Try the console: " + address + "/console/#/recall?user=" + user);
        console.print("Try: curl '" + uri + "'");
    }

    /** Returns the first user with results from every active channel, or else a user with results from the most channels. */
    private String userWithMostChannels(List<String> users) {
        String best = null;
        long maxChannels = -1;
        for (String user : users) {
            RecallResult result = server.pipeline().recall(RecallRequest.of(new UserId(user), SIZE).at(now));
            long active = result.runs().stream().filter(run -> run.status() != ChannelRun.Status.OFF).count();
            long channels = channelCount(result);
            if (channels > maxChannels) {
                best = user;
                maxChannels = channels;
            }
            if (channels == active) {
                return user;
            }
        }
        if (best == null) {
            throw new RecallException(Code.NOT_FOUND, "the graph has no users; load a data set with users first");
        }
        return best;
    }

    private static long channelCount(RecallResult result) {
        TreeSet<Integer> channels = new TreeSet<>();
        for (int position = 0; position < result.size(); position++) {
            for (int channel = 0; channel < result.runs().size(); channel++) {
                if (result.rank(position, channel) >= 0) {
                    channels.add(channel);
                }
            }
        }
        return channels.size();
    }

    private static JsonNode get(URI uri) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(HttpRequest.newBuilder(uri).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new RecallException(
                        Code.UNAVAILABLE, uri + " returned status " + response.statusCode() + ": " + response.body());
            }
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, "no response from " + uri + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecallException(Code.CANCELLED, "interrupted", e);
        }
    }

    private Map<String, String> titles() {
        Map<String, String> titles = new HashMap<>();
        data.contents(line -> {
            String title = line.record().description().title();
            titles.put(line.record().id().key(), title == null ? "" : title);
        }, RecordListener.IGNORE);
        return titles;
    }

    private static List<String> channels(JsonNode content) {
        List<String> channels = new ArrayList<>();
        content.path("channels").forEach(channel -> channels.add(channel.path("id").asText()));
        return channels;
    }

    private static long countFrom(JsonNode result, String channel) {
        long count = 0;
        for (JsonNode content : result.path("contents")) {
            count += channels(content).contains(channel) ? 1 : 0;
        }
        return count;
    }
}
