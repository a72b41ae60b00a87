package dev.recado.domain.privacy;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.SessionJoins;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PublicIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Erases what is stored of a user, in passes. The first pass erases what is there. Later ones look for what was
/// still in the memory of some process then, until one finds nothing; the keys of the user are kept until then,
/// encrypted.
public final class ErasePersonalData implements ErasePersonalDataUseCase {
    /// How long a caller waits.
    private static final Duration AT_ONCE = Duration.ofSeconds(8);
    /// How long one pass of the background task takes at most.
    static final Duration IN_BACKGROUND = Duration.ofSeconds(20);

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Duration LAST = Duration.ofMinutes(10);
    private static final int MIN_PASSES = 3;

    private final Stores stores;
    private final ErasureRun run;
    private final PersonDigests digests;
    private final PublicIds ids;
    private final EventSink events;
    private final InstantSource clock;

    /// Where a user's data is, and what is kept of the user.
    public record Stores(
            PersonalRecords records, Erasures erasures, OptOuts optOuts, SessionStore sessions, SessionJoins joins) {}

    public ErasePersonalData(
            Stores stores,
            LocalTraces local,
            PersonDigests digests,
            PublicIds ids,
            EventSink events,
            InstantSource clock) {
        this.stores = stores;
        this.run = new ErasureRun(stores, local, clock);
        this.digests = digests;
        this.ids = ids;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public ErasureResult erase(ConversationId user) {
        String id = digests.of(user);
        Optional<UserKeys> found = stores.records().keys(user);
        Optional<Erasure> earlier = stores.erasures().find(id);
        if (found.isEmpty()) {
            return earlier.<ErasureResult>map(ErasureResult.Accepted::new).orElseGet(ErasureResult.UnknownUser::new);
        }
        // one that is not finished may know addresses that the conversation, which is gone, does not name
        UserKeys keys = earlier.map(Erasure::sealedKeys)
                .map(text -> found.get().and(opened(text).addresses()))
                .orElse(found.get());
        Instant now = clock.instant();
        stores.erasures().begin(id, digests.of(keys), ids.sealedPlace(keys.text()), now, now.plus(AGAIN));
        Erasure begun = stores.erasures().find(id).orElseThrow(() -> new PortUnavailableException("a request is gone"));
        carryOut(begun, AT_ONCE);
        return new ErasureResult.Accepted(stores.erasures().find(id).orElse(begun));
    }

    /// Carries out a request, as far as the time allows.
    void carryOut(Erasure erasure, Duration time) {
        if (erasure.sealedKeys() == null) {
            return;
        }
        Instant end = clock.instant().plus(time);
        ErasureRun.Pass pass = run.pass(
                erasure, opened(erasure.sealedKeys()), () -> clock.instant().isBefore(end));
        switch (pass) {
            case UNFINISHED ->
                stores.erasures().postpone(erasure.id(), clock.instant().plus(SOON));
            case ERASED -> {
                passed(erasure, AGAIN);
                stores.records().scrub();
            }
            case NOTHING -> passed(erasure, erasure.passes() + 1 < MIN_PASSES ? LAST : null);
        }
    }

    private void passed(Erasure erasure, @Nullable Duration again) {
        Instant due = again == null ? null : clock.instant().plus(again);
        stores.erasures().passed(erasure.id(), erasure.requestedAt(), due);
        stores.erasures()
                .find(erasure.id())
                .ifPresent(
                        now -> events.publish(new Event.PersonalDataErased(now.erased(), now.passes(), due == null)));
    }

    private UserKeys opened(String encrypted) {
        return UserKeys.parse(ids.place(encrypted)
                .orElseThrow(() -> new IllegalStateException("the keys of an erasure are not readable")));
    }
}
