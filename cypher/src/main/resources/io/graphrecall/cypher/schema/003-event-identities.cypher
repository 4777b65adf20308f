// Each event is one relationship, even if it is loaded several times. Uniqueness is enforced per type; the writer
// checks that no identity is used under two types.
CREATE CONSTRAINT clicked_event IF NOT EXISTS FOR ()-[r:CLICKED]-() REQUIRE r.event_id IS UNIQUE;
CREATE CONSTRAINT played_event IF NOT EXISTS FOR ()-[r:PLAYED]-() REQUIRE r.event_id IS UNIQUE;
CREATE CONSTRAINT liked_event IF NOT EXISTS FOR ()-[r:LIKED]-() REQUIRE r.event_id IS UNIQUE;
CREATE CONSTRAINT shared_event IF NOT EXISTS FOR ()-[r:SHARED]-() REQUIRE r.event_id IS UNIQUE;
CREATE CONSTRAINT favourited_event IF NOT EXISTS FOR ()-[r:FAVOURITED]-() REQUIRE r.event_id IS UNIQUE;
CREATE CONSTRAINT commented_event IF NOT EXISTS FOR ()-[r:COMMENTED]-() REQUIRE r.event_id IS UNIQUE;
CREATE CONSTRAINT skipped_event IF NOT EXISTS FOR ()-[r:SKIPPED]-() REQUIRE r.event_id IS UNIQUE;
CREATE CONSTRAINT disliked_event IF NOT EXISTS FOR ()-[r:DISLIKED]-() REQUIRE r.event_id IS UNIQUE;
CREATE CONSTRAINT viewed_event IF NOT EXISTS FOR ()-[r:VIEWED]-() REQUIRE r.event_id IS UNIQUE;
CREATE CONSTRAINT carted_event IF NOT EXISTS FOR ()-[r:CARTED]-() REQUIRE r.event_id IS UNIQUE;
CREATE CONSTRAINT purchased_event IF NOT EXISTS FOR ()-[r:PURCHASED]-() REQUIRE r.event_id IS UNIQUE;
CREATE CONSTRAINT searched_event IF NOT EXISTS FOR ()-[r:SEARCHED]-() REQUIRE r.event_id IS UNIQUE;
