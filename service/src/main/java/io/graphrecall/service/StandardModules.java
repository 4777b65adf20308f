package io.graphrecall.service;

import io.graphrecall.service.channel.ServingModule;
import io.graphrecall.service.channel.behaviour.I2iChannel;
import io.graphrecall.service.channel.behaviour.PopularChannel;
import io.graphrecall.service.channel.cluster.ClusterModule;
import io.graphrecall.service.channel.deepmatch.DeepMatchModule;
import io.graphrecall.service.channel.gcn.GcnModule;
import io.graphrecall.service.channel.interest.ExploreModule;
import io.graphrecall.service.channel.interest.FreshChannel;
import io.graphrecall.service.channel.interest.InterestChannel;
import io.graphrecall.service.channel.interest.Query2vModule;
import io.graphrecall.service.channel.metapath.MetaPathModule;
import io.graphrecall.service.channel.multimodal.MultimodalModule;
import io.graphrecall.service.channel.personalised.PersonalisedModule;
import io.graphrecall.service.channel.text.TextModule;
import io.graphrecall.service.pipeline.FittedBlend;

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
