package io.graphrecall.loaders.world;

import io.graphrecall.loaders.world.EventLog.Place;
import io.graphrecall.loaders.world.SimulatedUser.Kind;
import io.graphrecall.loaders.world.Vocabulary.Field;
import io.graphrecall.schema.Action;

import java.util.ArrayList;
import java.util.List;

/** What a user does in one visit. */
final class SessionSimulator {

    /** The share of clicks that follow place and popularity, not liking. */
    private static final double OFF_INTEREST = 0.4;

    private final List<Field> fields;
    private final ContentShelf shelf;
    private final List<List<SimulatedItem>> items;
    private final EventLog log;
    private final Chance chance;
    private final Wording wording;
    private long requests;

    /** @param items by field */
    SessionSimulator(List<Field> fields, ContentShelf shelf, List<List<SimulatedItem>> items, EventLog log,
            Chance chance) {
        this.fields = fields;
        this.shelf = shelf;
        this.items = items;
        this.log = log;
        this.chance = chance;
        wording = new Wording(chance.split());
    }

    /** A visit between two times. */
    void visit(SimulatedUser user, long from, long until) {
        double choice = chance.fraction();
        if (user.kind() == Kind.SHOPPER || (user.kind() == Kind.READER && choice < 0.12)) {
            shop(user, from, until);
        } else if (user.kind() == Kind.SEARCHER || choice < 0.28) {
            search(user, from, until);
        } else {
            browse(user, from, until);
        }
    }

    private void browse(SimulatedUser user, long from, long until) {
        long at = from;
        Place feed = new Place("feed", request(), null);
        List<Integer> shown = show(user, at, feed);
        int narrow = -1;
        int field = chance.earlyOf(user.fields());
        Place place = feed;
        for (int clicks = 1 + (int) chance.exponential(1.8); clicks > 0; clicks--) {
            at += 3_000 + (long) chance.exponential(20_000);
            boolean liked = !chance.happens(OFF_INTEREST);
            int content = liked
                    ? shelf.ofField(field, user.tag(), narrow, user, at, chance)
                    : distraction(user, shown, at);
            if (content < 0) {
                continue;
            }
            at = open(user, content, liked, at, until, place);
            if (at >= until) {
                return;
            }
            boolean deeper = chance.happens(0.45);
            field = deeper ? shelf.content(content).field() : chance.earlyOf(user.fields());
            narrow = deeper ? shelf.content(content).narrow() : -1;
            place = deeper ? new Place("detail", request(), null) : feed;
        }
    }

    /** What the platform put before the user: some of it liked, the rest popular. All at one time, in their order. */
    private List<Integer> show(SimulatedUser user, long at, Place feed) {
        List<Integer> shown = new ArrayList<>();
        for (int n = 2 + chance.below(3); n > 0; n--) {
            int content = chance.happens(0.5)
                    ? shelf.ofField(chance.earlyOf(user.fields()), user.tag(), -1, user, at, chance)
                    : shelf.popular(user, at, chance);
            if (content >= 0 && !shown.contains(content)) {
                shown.add(content);
                log.add(at, user, Action.IMPRESSION, shelf.content(content).id(), -1, feed);
            }
        }
        return shown;
    }

    /** Opened because it stood on top, or because everyone opens it. */
    private int distraction(SimulatedUser user, List<Integer> shown, long at) {
        for (int content : shown) {
            if (!user.opened(content) && chance.happens(0.5)) {
                return content;
            }
        }
        return shelf.popular(user, at, chance);
    }

    /** Opens a content and maybe reacts to it. Returns when the user is done with it. */
    private long open(SimulatedUser user, int place, boolean liked, long at, long until, Place where) {
        SimulatedContent content = shelf.content(place);
        long dwell = (long) chance.logNormal(liked ? 45_000 : 7_000, 0.7);
        if (at >= until) {
            return at;
        }
        user.open(place);
        if (!liked && chance.happens(0.2)) {
            log.add(at, user, Action.SKIP, content.id(), Math.min(dwell, 2_000), where);
            return at + 2_000;
        }
        log.add(at, user, content.video() ? Action.PLAY : Action.CLICK, content.id(), dwell, where);
        long done = at + dwell;
        if (done < until) {
            react(user, content, liked, done, where);
        }
        return done;
    }

    private void react(SimulatedUser user, SimulatedContent content, boolean liked, long at, Place where) {
        double choice = chance.fraction() / (liked ? 1 : 0.2);
        if (choice < 0.12) {
            log.add(at, user, Action.LIKE, content.id(), -1, where);
        } else if (choice < 0.18) {
            log.add(at, user, Action.FAVOURITE, content.id(), -1, where);
        } else if (choice < 0.21) {
            log.add(at, user, Action.SHARE, content.id(), -1, where);
        } else if (choice < 0.24) {
            log.add(at, user, Action.COMMENT, content.id(), -1, where);
        } else if (!liked && chance.happens(0.03)) {
            log.add(at, user, Action.DISLIKE, content.id(), -1, where);
        }
    }

    private void search(SimulatedUser user, long from, long until) {
        int field = chance.earlyOf(user.fields());
        Field words = fields.get(field);
        int tag = chance.happens(0.6) ? user.tag() : chance.below(words.tags().size());
        int narrow = tag % words.narrow().size();
        String query = wording.query(words, words.narrow().get(narrow), words.tags().get(tag));
        Place place = new Place("search", request(), query);
        log.add(from, user, Action.SEARCH, query, -1, place);
        if (user.kind() == Kind.SEARCHER) {
            return;
        }
        long at = from;
        for (int clicks = chance.below(4); clicks > 0 && at < until; clicks--) {
            at += 4_000 + (long) chance.exponential(15_000);
            int content = shelf.ofField(field, tag, narrow, user, at, chance);
            if (content >= 0) {
                at = open(user, content, true, at, until, place);
            }
        }
    }

    private void shop(SimulatedUser user, long from, long until) {
        List<SimulatedItem> goods = items.get(chance.earlyOf(user.fields()));
        long at = from;
        Place place = new Place("shop", null, null);
        for (int views = 1 + chance.below(4); views > 0 && !goods.isEmpty() && at < until; views--) {
            SimulatedItem item = chance.earlyOf(goods.subList(chance.below(goods.size()), goods.size()));
            log.add(at, user, Action.VIEW, item.id(), (long) chance.logNormal(20_000, 0.6), place);
            if (chance.happens(0.25) && at + 60_000 < until) {
                log.add(at + 30_000, user, Action.CART, item.id(), -1, place);
                if (chance.happens(0.4)) {
                    log.add(at + 60_000, user, Action.PURCHASE, item.id(), -1, place);
                }
            }
            at += 65_000 + (long) chance.exponential(30_000);
        }
    }

    private String request() {
        return "r" + Long.toString(requests++, 36);
    }
}
