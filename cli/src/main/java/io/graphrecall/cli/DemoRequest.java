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

/** A first request to a running service, for a user to whom every channel has something to say. */
final class DemoRequest {

    private static final int SIZE = 100;
    private static final int SHOWN = 10;

    private final RecallServer server;
    private final DataSetFolder data;
    private final Instant now;

    /** @param now the time to look for that user at */
    DemoRequest(RecallServer server, DataSetFolder data, Instant now) {
        this.server = server;
        this.data = data;
        this.now = now;
    }

    /** Makes the request over HTTP and prints its answer, and how to make it again. */
    void show(List<String> users, Console console) {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/v1/users/"
                + URLEncoder.encode(userOfAllChannels(users), StandardCharsets.UTF_8).replace("+", "%20")
                + "/recall?size=" + SIZE);
        JsonNode answer = get(uri);
        Map<String, String> titles = titles();
        console.print("");
        int rank = 0;
        for (JsonNode content : answer.path("contents")) {
            if (++rank <= SHOWN) {
                String id = content.path("content_id").asText();
                console.print("%3d  %-12s %s  [%s]".formatted(
                        rank, id, titles.getOrDefault(id, ""), String.join(", ", channels(content))));
            }
        }
        console.print("");
        for (JsonNode channel : answer.path("coverage").path("channels")) {
            console.print("%-10s %-4s %4d returned, %3d in the answer".formatted(
                    channel.path("id").asText(),
                    channel.path("status").asText(),
                    channel.path("returned").asInt(),
                    inAnswer(answer, channel.path("id").asText())));
        }
        console.print("");
        console.print("try: curl '" + uri + "'");
    }

    /** The first user whose answer has contents of every channel that works, or else of the most. */
    private String userOfAllChannels(List<String> users) {
        String best = null;
        long most = -1;
        for (String user : users) {
            RecallResult answer = server.pipeline().recall(RecallRequest.of(new UserId(user), SIZE).at(now));
            long working = answer.runs().stream().filter(run -> run.status() != ChannelRun.Status.OFF).count();
            long speaking = speaking(answer);
            if (speaking > most) {
                best = user;
                most = speaking;
            }
            if (speaking == working) {
                return user;
            }
        }
        if (best == null) {
            throw new RecallException(Code.NOT_FOUND, "the graph has no users");
        }
        return best;
    }

    private static long speaking(RecallResult answer) {
        TreeSet<Integer> speaking = new TreeSet<>();
        for (int position = 0; position < answer.size(); position++) {
            for (int channel = 0; channel < answer.runs().size(); channel++) {
                if (answer.rank(position, channel) >= 0) {
                    speaking.add(channel);
                }
            }
        }
        return speaking.size();
    }

    private static JsonNode get(URI uri) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(HttpRequest.newBuilder(uri).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new RecallException(
                        Code.UNAVAILABLE, uri + " answered " + response.statusCode() + ": " + response.body());
            }
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, uri + " does not answer: " + e.getMessage(), e);
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

    private static long inAnswer(JsonNode answer, String channel) {
        long count = 0;
        for (JsonNode content : answer.path("contents")) {
            count += channels(content).contains(channel) ? 1 : 0;
        }
        return count;
    }
}
