package io.graphrecall.service.pipeline;

import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.channel.RecallChannel;

/** One channel to call for a request, and its share of the blended result. */
record ChannelCall(RecallChannel channel, ChannelShare share) {}
