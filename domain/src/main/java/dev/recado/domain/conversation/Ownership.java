package dev.recado.domain.conversation;

import dev.recado.domain.message.Author;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who answers a conversation: the bot, nobody yet, a person, or nobody any more. Each step is a new value
/// with the next version, and is stored only over the version that it was made from: of two people who take
/// a conversation at the same time one gets it, and a reply that the bot decided before a person took over
/// is discarded.
///
/// @param handoff the user's open request for a person; null for none
/// @param assignee the person who has it; null for nobody, and for a person who writes from the phone app
/// @param humanUntil until when a person who writes from the phone app has it; null for no end
/// @param unansweredSince since when the user waits for an answer of the person who has it; null while
///     nothing waits
/// @param closedAt when a person closed it; null for any other state, and for one that nobody closed by hand
/// @param version grows with each step; 0 for a new conversation
public record Ownership(
        ConversationStatus status,
        @Nullable Handoff handoff,
        @Nullable Assignee assignee,
        @Nullable Instant humanUntil,
        @Nullable Instant unansweredSince,
        @Nullable Instant closedAt,
        long version) {
    /// The bot's, as every conversation begins.
    public static final Ownership NEW = new Ownership(ConversationStatus.OPEN, null, null, null, null, null, 0);

    /// A request for a person that nobody has settled.
    ///
    /// @param since when it was made
    /// @param reason as text; may be empty
    /// @param by `user`, `model`, `urgent`, `agent` (put back by a person), `idle` (the person was silent) or
    ///     `removed` (the person works here no more)
    /// @param queue the team that it waits for; null for everybody
    /// @param overdueAt when the user was told that nobody has taken it yet; null before
    public record Handoff(
            Instant since,
            String reason,
            String by,
            @Nullable String queue,
            @Nullable Instant overdueAt) {
        public Handoff(Instant since, String reason, String by) {
            this(since, reason, by, null, null);
        }
    }

    /// The person who has the conversation.
    ///
    /// @param since when this person took it
    public record Assignee(Author who, Instant since) {}

    /// Whether a person has it, so that the bot stays silent.
    public boolean isWithHuman(Instant now) {
        return status == ConversationStatus.HUMAN && (humanUntil == null || now.isBefore(humanUntil));
    }

    /// The person who has it, if this is known.
    public Optional<Author> owner() {
        return Optional.ofNullable(assignee).map(Assignee::who);
    }

    public boolean isOwnedBy(Author other) {
        return assignee != null && assignee.who().id().equals(other.id());
    }

    /// The user waits for a person from now on. Nothing changes where a person is asked for already, or has
    /// it.
    public Ownership requested(Handoff request) {
        return status == ConversationStatus.WAITING || status == ConversationStatus.HUMAN
                ? this
                : next(ConversationStatus.WAITING, request, null, null, null);
    }

    /// This person has it from now on, and owes an answer to a user who waits for one. Nothing changes for
    /// the one who has it already.
    public Ownership takenBy(Author person, Instant now) {
        return status == ConversationStatus.HUMAN && isOwnedBy(person)
                ? this
                : next(
                        ConversationStatus.HUMAN,
                        handoff,
                        new Assignee(person, now),
                        null,
                        status == ConversationStatus.WAITING || unansweredSince != null ? now : null);
    }

    /// A person wrote to the user from the phone app, and has it until then. A person who has it by name
    /// keeps it.
    public Ownership takenInPhoneApp(Instant until) {
        if (status == ConversationStatus.HUMAN && assignee != null) {
            return this;
        }
        Instant later = humanUntil != null && humanUntil.isAfter(until) ? humanUntil : until;
        return status == ConversationStatus.HUMAN && later.equals(humanUntil)
                ? this
                : next(ConversationStatus.HUMAN, handoff, null, later, null);
    }

    /// The user wrote, and waits for an answer of the person who has it.
    public Ownership userWrote(Instant at) {
        return status != ConversationStatus.HUMAN || assignee == null || unansweredSince != null
                ? this
                : next(status, handoff, assignee, humanUntil, at);
    }

    /// The person who has it answered.
    public Ownership answered() {
        return unansweredSince == null ? this : next(status, handoff, assignee, humanUntil, null);
    }

    /// The bot answers again.
    public Ownership givenBack() {
        return status == ConversationStatus.OPEN ? this : next(ConversationStatus.OPEN, null, null, null, null);
    }

    /// A person settled it: the user's next message opens it again. What the user wrote before needs no
    /// answer any more.
    public Ownership closed(Instant at) {
        return status == ConversationStatus.CLOSED
                ? this
                : new Ownership(ConversationStatus.CLOSED, null, null, null, null, at, version + 1);
    }

    /// Nobody has written for long: the user's next message opens it again.
    public Ownership closedSilently() {
        return status == ConversationStatus.CLOSED ? this : next(ConversationStatus.CLOSED, null, null, null, null);
    }

    /// Whether a person closed it after what was written at this time.
    public boolean isClosedAfter(Instant written) {
        return closedAt != null && written.isBefore(closedAt);
    }

    /// It waits again, because the person who has it is silent. The request stays as old as it was.
    public Ownership queuedAgain(String by, Instant now) {
        Handoff request =
                handoff == null ? new Handoff(now, "", by) : new Handoff(handoff.since(), handoff.reason(), by);
        return next(ConversationStatus.WAITING, request, null, null, null);
    }

    /// The user was told that nobody has taken it yet.
    public Ownership overdue(Instant now) {
        return handoff == null
                ? this
                : next(
                        status,
                        new Handoff(handoff.since(), handoff.reason(), handoff.by(), handoff.queue(), now),
                        assignee,
                        humanUntil,
                        unansweredSince);
    }

    /// The ownership of two conversations of one user that become one: a person's comes before a request, a
    /// request before the bot's, and a person who is known by name before one who writes from the phone
    /// app. A person who has it owes an answer to who waits in the other one. The version is later than
    /// both.
    public Ownership with(Ownership other) {
        boolean isOthers = other.rank() > rank();
        Ownership stays = isOthers ? other : this;
        Ownership joins = isOthers ? this : other;
        boolean isPersons = stays.status == ConversationStatus.HUMAN;
        return new Ownership(
                stays.status,
                isPersons && stays.handoff == null ? joins.handoff : stays.handoff,
                stays.assignee,
                stays.humanUntil,
                stays.owedBeside(joins),
                stays.closedAt,
                Math.max(version, other.version) + 1);
    }

    /// Since when the person who has it owes an answer to who waits here or in the other conversation, at the
    /// earliest since the person took it.
    private @Nullable Instant owedBeside(Ownership other) {
        if (assignee == null || unansweredSince != null) {
            return unansweredSince;
        }
        Instant waits =
                other.status == ConversationStatus.WAITING && other.handoff != null ? other.handoff.since() : null;
        return waits != null && waits.isBefore(assignee.since()) ? assignee.since() : waits;
    }

    private int rank() {
        return switch (status) {
            case CLOSED -> 0;
            case OPEN -> 1;
            case WAITING -> 2;
            case HUMAN -> assignee == null ? 3 : 4;
        };
    }

    private Ownership next(
            ConversationStatus now,
            @Nullable Handoff request,
            @Nullable Assignee person,
            @Nullable Instant until,
            @Nullable Instant unanswered) {
        return new Ownership(now, request, person, until, unanswered, null, version + 1);
    }
}
