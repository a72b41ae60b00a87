package dev.recado.adapter.console.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.conversation.Conversation.Participant;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.identity.UserAddress;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation as a row of a list.
///
/// @param waitingSince since when the user waits for a person; null while the user does not
/// @param windowClosesAt when free text is not delivered any more; null while this is unknown
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
@JsonInclude(Include.ALWAYS)
record ConversationResponse(
        String id,
        String status,
        User user,
        String channel,
        @Nullable LastMessage lastMessage,
        @Nullable String waitingSince,
        @Nullable Handoff handoff,
        @Nullable PersonResponse assignee,
        List<String> labels,
        boolean unread,
        @Nullable String windowClosesAt,
        String updatedAt) {

    ConversationResponse {
        labels = List.copyOf(labels);
    }

    /// The user.
    ///
    /// @param id the conversation's: a user has one conversation
    /// @param phone null for a user who hides the number
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record User(
            String id,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String language) {

        private static User of(String id, Participant user) {
            return new User(
                    id,
                    user.profileName(),
                    user.address() instanceof UserAddress.Phone phone ? phone.e164() : null,
                    user.language() == null ? null : user.language().tag());
        }
    }

    /// The newest message.
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record LastMessage(
            String role,
            String kind,
            String text,
            String at,
            @Nullable PersonResponse author) {

        private static @Nullable LastMessage of(ConversationSummary.@Nullable LastMessage newest) {
            return newest == null
                    ? null
                    : new LastMessage(
                            newest.voice().id(),
                            newest.kind(),
                            newest.text(),
                            newest.at().toString(),
                            PersonResponse.of(newest.author()));
        }
    }

    /// The user's request for a person, until it is settled.
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Handoff(String since, String reason, String by) {

        private static @Nullable Handoff of(Ownership.@Nullable Handoff request) {
            return request == null ? null : new Handoff(request.since().toString(), request.reason(), request.by());
        }
    }

    static ConversationResponse of(ConversationSummary summary, PublicIds ids) {
        String id = ids.of(summary.id());
        return new ConversationResponse(
                id,
                summary.status().id(),
                User.of(id, summary.user()),
                summary.user().channel().id(),
                LastMessage.of(summary.lastMessage()),
                summary.request().map(request -> request.since().toString()).orElse(null),
                Handoff.of(summary.ownership().handoff()),
                PersonResponse.of(summary.ownership().owner().orElse(null)),
                summary.labels(),
                summary.unread(),
                summary.windowClosesAt().map(Instant::toString).orElse(null),
                summary.updatedAt().toString());
    }
}
