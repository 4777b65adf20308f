package io.graphrecall.world;

import io.graphrecall.schema.Action;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Which contents one user opens, out of interest or not, and what follows. */
final class Clicks {

    /**
     * A content that is opened.
     *
     * @param place its place on the shelf
     */
    record Click(int place, Motive motive) {}

    private static final double POSITION = 0.4;
    private static final double POPULARITY = 0.35;
    private static final int TRIES = 3;

    private static final List<Action> REACTIONS = List.of(Action.LIKE, Action.FAVOURITE, Action.SHARE, Action.COMMENT);
    private static final List<Double> REACTION_SHARES = List.of(0.12, 0.06, 0.03, 0.03);
    private static final double DISLIKE = 0.04;

    private final Platform platform;
    private final ContentShelf shelf;
    private final SimulatedUser user;
    private final Intents intents;
    private final Timeline time;
    private final UserTimeline log;
    private final Chance chance;

    Clicks(Platform platform, SimulatedUser user, Intents intents, Timeline time, UserTimeline log, Chance chance) {
        this.platform = platform;
        shelf = platform.contents();
        this.user = user;
        this.intents = intents;
        this.time = time;
        this.log = log;
        this.chance = chance;
    }

    /** Chooses what will be opened; null where nothing suits. */
    @Nullable
    Click draw(Intent intent) {
        Motive motive = motive();
        int place = motive == Motive.INTEREST ? interesting(intent) : distracting(motive);
        if (place < 0) {
            return null;
        }
        user.noteOpened(place, motive == Motive.INTEREST);
        return new Click(place, motive);
    }

    /** Opens a content, stays for a while and maybe reacts. Returns the event's identity, or null if it was not noted. */
    @Nullable
    String open(Click click, UserTimeline.Setting setting) {
        SimulatedContent content = shelf.content(click.place());
        String id = shelf.id(click.place());
        double dwell = chance.logNormal(click.motive().dwell(), 0.8);
        String event = log.add(time.at(), content.video() ? Action.PLAY : Action.CLICK, id, (long) dwell, setting);
        time.pass(dwell);
        react(click.motive(), id, setting);
        return event;
    }

    /** Whether a content is none of the user's interests, and none that the user has opened or does not want. */
    boolean isOutside(int place) {
        SimulatedContent content = shelf.content(place);
        return !user.interestedIn(content.field()) && user.welcomes(place, content);
    }

    private Motive motive() {
        if (!chance.happens(platform.parameters().noise())) {
            return Motive.INTEREST;
        }
        double choice = chance.fraction();
        if (choice < POSITION) {
            return Motive.POSITION;
        }
        return choice < POSITION + POPULARITY ? Motive.POPULARITY : Motive.BAIT;
    }

    /** Where nothing new suits, what was enjoyed before is opened again. */
    private int interesting(Intent intent) {
        int place = shelf.forIntent(intent, user, time.at(), chance);
        for (int attempt = 0; place < 0 && attempt < TRIES; attempt++) {
            place = shelf.forIntent(intents.first(), user, time.at(), chance);
        }
        return place < 0 ? favourite() : place;
    }

    private int favourite() {
        int place = user.favourite(chance);
        return place >= 0 && shelf.content(place).visible(time.at())
                && user.interestedIn(shelf.content(place).field()) ? place : -1;
    }

    private int distracting(Motive motive) {
        int place = switch (motive) {
            case POPULARITY -> shelf.popular(this::isOutside, time.at(), chance);
            case BAIT -> shelf.bait(this::isOutside, time.at(), chance);
            case POSITION, INTEREST -> -1;
        };
        return place < 0 ? shelf.any(this::isOutside, time.at(), chance) : place;
    }

    private void react(Motive motive, String content, UserTimeline.Setting setting) {
        double choice = chance.fraction() / motive.delight();
        for (int i = 0; i < REACTIONS.size(); i++) {
            if (choice < REACTION_SHARES.get(i)) {
                log.add(time.at(), REACTIONS.get(i), content, -1, setting);
                return;
            }
            choice -= REACTION_SHARES.get(i);
        }
        if (motive != Motive.INTEREST && chance.happens(DISLIKE)) {
            log.add(time.at(), Action.DISLIKE, content, -1, setting);
        }
    }
}
