package io.graphrecall.pipeline;

import io.graphrecall.blend.ChannelShare;
import io.graphrecall.pipeline.channel.RecallChannel;

/** One channel to call for a request, and its share of the blended result. */
record ChannelCall(RecallChannel channel, ChannelShare share) {}
