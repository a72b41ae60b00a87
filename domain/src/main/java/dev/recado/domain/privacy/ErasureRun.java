package dev.recado.domain.privacy;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.media.MediaFolder;
import dev.recado.domain.message.Consent;
import dev.recado.domain.privacy.ErasePersonalData.Stores;
import dev.recado.domain.privacy.PersonalRecords.Found;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One pass over all places that hold something of a user. A conversation is erased while it is claimed, so that
/// no turn works on it; a turn under way is waited for. Each step is small and may be the last one before the
/// process is killed: the next pass finds what is left.
final class ErasureRun {
    private static final int BATCH = 200;
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final List<RecordKind> OF_CONVERSATIONS = List.of(
            RecordKind.RECEIVED,
            RecordKind.SAID,
            RecordKind.EVENTS,
            RecordKind.LEADS,
            RecordKind.HANDOFFS,
            RecordKind.STAFF_NOTICES,
            RecordKind.NOTIFICATIONS);

    private final Stores stores;
    private final LocalTraces local;
    private final InstantSource clock;

    ErasureRun(Stores stores, LocalTraces local, InstantSource clock) {
        this.stores = stores;
        this.local = local;
        this.clock = clock;
    }

    /// How a pass ended.
    enum Pass {
        /// Nothing was there.
        NOTHING,
        /// Something was there and is erased.
        ERASED,
        /// A turn works on the conversation, or there was no time for the rest.
        UNFINISHED
    }

    /// @param mayGoOn asked before each step
    Pass pass(Erasure erasure, UserKeys keys, BooleanSupplier mayGoOn) {
        return new Steps(erasure, keys, mayGoOn).run();
    }

    private final class Steps {
        private final Erasure erasure;
        private final UserKeys keys;
        private final BooleanSupplier mayGoOn;
        private boolean refused;
        private boolean erased;

        Steps(Erasure erasure, UserKeys keys, BooleanSupplier mayGoOn) {
            this.erasure = erasure;
            this.keys = keys;
            this.mayGoOn = mayGoOn;
        }

        Pass run() {
            List<ClaimedConversation> claims = new ArrayList<>();
            boolean done = claimAll(claims) && records(() -> renewed(claims)) && deleted(claims);
            if (!done) {
                claims.forEach(stores.sessions()::releaseUnchanged);
                return Pass.UNFINISHED;
            }
            boolean first = !erasure.isDone();
            // what the business sends to Recado after the first pass is not meant
            boolean addresses = (!first && wroteAgain()) || all(RecordKind.ADDRESSES, null, () -> true);
            boolean contacts = !first || all(RecordKind.CONTACTS, null, () -> true);
            if (!addresses || !contacts) {
                return Pass.UNFINISHED;
            }
            count(Erasure.SPOOLED, local.eraseSpooled(erasure));
            return erased ? Pass.ERASED : Pass.NOTHING;
        }

        /// @param claims gets each claim that was won
        private boolean claimAll(List<ClaimedConversation> claims) {
            for (ConversationId id : keys.conversations()) {
                Optional<Claim> claim = stores.joins().claimBeside(id, clock.instant(), LEASE);
                if (claim.isPresent()) {
                    if (!(claim.get() instanceof Claim.Claimed(ClaimedConversation claimed))) {
                        return false;
                    }
                    claims.add(claimed);
                }
            }
            return true;
        }

        private boolean renewed(List<ClaimedConversation> claims) {
            return claims.stream().allMatch(claim -> stores.sessions().renew(claim, clock.instant(), LEASE));
        }

        private boolean deleted(List<ClaimedConversation> claims) {
            while (!claims.isEmpty()) {
                if (!deleted(claims.getFirst())) {
                    return false;
                }
                claims.removeFirst();
            }
            return true;
        }

        /// @return false when a person took the conversation meanwhile, or the lease ran out
        private boolean deleted(ClaimedConversation claimed) {
            boolean isOfLater = claimed.conversation().createdAt().isAfter(erasure.requestedAt());
            if (isOfLater && wroteAgain()) {
                return stores.sessions().releaseUnchanged(claimed);
            }
            Consent consent = claimed.conversation().userState().consent();
            // A conversation without a refusal takes back one of an earlier erasure, but none of another conversation.
            if (consent != Consent.EVERYTHING
                    || (!refused && stores.optOuts().of(keys).isPresent())) {
                refused |= consent != Consent.EVERYTHING;
                stores.optOuts().keep(keys, consent);
                count(Erasure.OPT_OUT, consent == Consent.EVERYTHING ? 0 : 1);
            }
            if (!stores.joins().delete(claimed)) {
                return false;
            }
            count(Erasure.CONVERSATIONS, 1);
            return true;
        }

        private boolean wroteAgain() {
            return stores.records().wroteAfter(keys, erasure.requestedAt());
        }

        /// Erases what belongs to the user's conversations.
        private boolean records(BooleanSupplier holds) {
            Instant requested = erasure.requestedAt();
            boolean wroteAgain = wroteAgain();
            for (RecordKind kind : OF_CONVERSATIONS) {
                boolean isOfUser = kind == RecordKind.RECEIVED;
                if (!all(kind, isOfUser || wroteAgain ? requested : null, holds)) {
                    return false;
                }
            }
            return true;
        }

        private boolean all(RecordKind kind, @Nullable Instant until, BooleanSupplier holds) {
            while (true) {
                List<Found> found = stores.records().find(kind, keys, until, BATCH);
                if (found.isEmpty()) {
                    return true;
                }
                if (!mayGoOn.getAsBoolean() || !holds.getAsBoolean()) {
                    return false;
                }
                List<String> files = found.stream()
                        .filter(Found::hasFiles)
                        .map(one -> MediaFolder.nameOf(new MessageId(one.id())))
                        .toList();
                if (!files.isEmpty()) {
                    // before the messages, whose ids the names are computed from
                    stores.erasures().addFiles(erasure.id(), files);
                    count(Erasure.FILES, local.eraseFiles(files));
                }
                count(
                        kind.id(),
                        stores.records()
                                .erase(kind, found.stream().map(Found::id).toList()));
            }
        }

        private void count(String what, int more) {
            if (more > 0) {
                erased = true;
                stores.erasures().count(erasure.id(), what, more);
            }
        }
    }
}
