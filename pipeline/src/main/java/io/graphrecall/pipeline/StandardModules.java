package io.graphrecall.pipeline;

import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.channel.behaviour.I2iChannel;
import io.graphrecall.pipeline.channel.behaviour.PopularChannel;
import io.graphrecall.pipeline.channel.cluster.ClusterModule;
import io.graphrecall.pipeline.channel.deepmatch.DeepMatchModule;
import io.graphrecall.pipeline.channel.gcn.GcnModule;
import io.graphrecall.pipeline.channel.interest.ExploreModule;
import io.graphrecall.pipeline.channel.interest.FreshChannel;
import io.graphrecall.pipeline.channel.interest.InterestChannel;
import io.graphrecall.pipeline.channel.interest.Query2vModule;
import io.graphrecall.pipeline.channel.metapath.MetaPathModule;
import io.graphrecall.pipeline.channel.multimodal.MultimodalModule;
import io.graphrecall.pipeline.channel.personalised.PersonalisedModule;
import io.graphrecall.pipeline.channel.text.TextModule;

import java.util.List;
import java.util.stream.Stream;

/** The serving modules of a service. */
public final class StandardModules {

    /**
     * All modules. New contents are encoded in this order, and a module may use the vectors and the opened data of
     * earlier ones.
     */
    public static final List<ServingModule.Factory> LIST = List.of(
            context -> ServingModule.of(new I2iChannel(context.boards()), new PopularChannel()),
            context -> ServingModule.of(
                    InterestChannel.tag(context.boards()), InterestChannel.attribute(context.boards()),
                    InterestChannel.term(context.boards())),
            Query2vModule::new,
            FreshChannel.MODULE,
            ExploreModule.FACTORY,
            TextModule::new,
            MultimodalModule::new,
            PersonalisedModule::new,
            DeepMatchModule::new,
            context -> new MetaPathModule(context.boards()),
            context -> new GcnModule(),
            context -> new ClusterModule(context.boards()),
            FittedBlend.MODULE);

    private StandardModules() {}

    /** Returns the list with further modules at the end. */
    public static List<ServingModule.Factory> with(ServingModule.Factory... more) {
        return Stream.concat(LIST.stream(), Stream.of(more)).toList();
    }
}
