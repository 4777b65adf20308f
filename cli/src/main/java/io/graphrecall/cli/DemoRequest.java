package io.graphrecall.cli;

import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.pipeline.ChannelRun;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.RecallServer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * First request to a running service, for a user with results from every channel.
 *
 * @param now time of the requests
 */
record DemoRequest(RecallServer server, DataSetFolder data, Instant now) {

    private static final int SIZE = 100;
    private static final int MAX_SHOWN = 10;

    /**
     * Recalls and prints the result, and a curl command that sends the same request over HTTP.
     *
     * @param address  address of the service
     * @param needsKey true if the service requires an API key
     */
    void show(List<String> users, String address, boolean needsKey, Console console) {
        RecallResult result = resultFromMostChannels(users);
        Map<String, String> titles = titles();
        console.print("");
        for (int position = 0; position < Math.min(result.size(), MAX_SHOWN); position++) {
            String id = result.contentId(position);
            console.print("%3d  %-12s %s  [%s]".formatted(
                    position + 1, id, titles.getOrDefault(id, ""), channels(result, position)));
        }
        console.print("");
        console.print("The first " + Math.min(result.size(), MAX_SHOWN) + " of " + Counts.of(result.size(), "content")
                + " in the result. Channels:");
        for (int channel = 0; channel < result.runs().size(); channel++) {
            ChannelRun run = result.runs().get(channel);
            console.print("%-16s %-8s %4d returned, %3d in the result".formatted(
                    run.channel(), run.status().wireName(), run.answer().size(),
                    result.shares().get(channel).inResult()));
        }
        console.print("");
        String user = URLEncoder.encode(result.query().user().user().key(), StandardCharsets.UTF_8).replace("+", "%20");
        console.print("Try the console: " + address + "/console/#/recall?user=" + user);
        console.print("Try: curl " + (needsKey ? "-H 'Authorization: Bearer KEY' " : "")
                + "'" + address + "/v1/users/" + user + "/recall?size=" + SIZE + "'");
    }

    /** Returns the result of the first user with results from every active channel, or else from the most channels. */
    private RecallResult resultFromMostChannels(List<String> users) {
        RecallResult best = null;
        long maxChannels = -1;
        for (String user : users) {
            RecallResult result = server.recalls().pipeline().recall(RecallRequest.of(new UserId(user), SIZE).at(now));
            long active = result.runs().stream().filter(run -> run.status() != ChannelRun.Status.OFF).count();
            long channels = result.shares().stream().filter(share -> share.inResult() > 0).count();
            if (channels > maxChannels) {
                best = result;
                maxChannels = channels;
            }
            if (channels == active) {
                return result;
            }
        }
        if (best == null) {
            throw new RecallException(Code.NOT_FOUND, "the graph has no users; load a data set with users first");
        }
        return best;
    }

    private Map<String, String> titles() {
        Map<String, String> titles = new HashMap<>();
        data.contents(content -> {
            String title = content.description().title();
            titles.put(content.id().key(), title == null ? "" : title);
        });
        return titles;
    }

    private static String channels(RecallResult result, int position) {
        return IntStream.range(0, result.runs().size()).filter(channel -> result.rank(position, channel) >= 0)
                .mapToObj(channel -> result.runs().get(channel).channel()).collect(Collectors.joining(", "));
    }
}
