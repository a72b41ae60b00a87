package dev.recado.domain.handoff;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.handoff.StaffNotice.Kind;
import dev.recado.domain.handoff.StaffNotices.Pending;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.intent.Command;
import dev.recado.domain.message.Role;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes what people of the business are told, in the default language, when it is told: by then the user
/// may have said more, or the request may be settled.
public final class StaffNoticeWriter {
    private static final String EMAIL = "email";
    /// In UTF-16 units.
    private static final int MAX_WORDS = 300;
    private static final int MAX_NAME = 60;
    private static final int LAST_DIGITS = 4;

    private final SessionStore sessions;
    private final BuiltInTexts texts;
    private final PublicIds ids;
    private final @Nullable String publicUrl;

    /// @param publicUrl where the inbox is; null where no link can be made
    public StaffNoticeWriter(SessionStore sessions, BuiltInTexts texts, PublicIds ids, @Nullable String publicUrl) {
        this.sessions = sessions;
        this.texts = texts;
        this.ids = ids;
        this.publicUrl = publicUrl == null ? null : publicUrl.replaceAll("/+$", "");
    }

    /// @return empty when nobody needs to be told any more
    Optional<StaffNotice> write(Pending pending, Instant now) {
        return sessions.find(pending.conversationId())
                .filter(conversation ->
                        pending.kind() == Kind.URGENT || conversation.status() == ConversationStatus.WAITING)
                .map(conversation -> new StaffNotice(
                        pending.id(),
                        pending.kind(),
                        pending.conversationId(),
                        texts.of(subject(pending.kind()), language(), name(conversation)),
                        body(pending, conversation, now)));
    }

    private Language language() {
        return texts.defaultLanguage();
    }

    private static BuiltInText subject(Kind kind) {
        return switch (kind) {
            case REQUESTED -> BuiltInText.STAFF_REQUESTED;
            case URGENT -> BuiltInText.STAFF_URGENT;
            case OVERDUE -> BuiltInText.STAFF_OVERDUE;
        };
    }

    private String body(Pending pending, Conversation conversation, Instant now) {
        List<String> lines = new ArrayList<>();
        lastWords(conversation).ifPresent(words -> lines.add("«" + words + "»"));
        long minutes = Duration.between(since(pending, conversation), now).toMinutes();
        if (minutes > 0) {
            lines.add(texts.of(BuiltInText.STAFF_WAITING, language(), minutes));
        }
        if (pending.way().equals(EMAIL) && conversation.address() instanceof UserAddress.Phone(String number)) {
            // to call back from the mail
            lines.add(number);
        }
        if (publicUrl != null) {
            lines.add(publicUrl + "/inbox/conversations/" + ids.of(pending.conversationId()));
        }
        return String.join("\n", lines);
    }

    private static Instant since(Pending pending, Conversation conversation) {
        var handoff = conversation.ownership().handoff();
        return handoff == null ? pending.at() : handoff.since();
    }

    private static Optional<String> lastWords(Conversation conversation) {
        return conversation.turns().reversed().stream()
                .filter(said -> said.role() == Role.USER)
                .map(Utterance::text)
                .map(text -> line(text, MAX_WORDS))
                .filter(text -> !text.isEmpty() && Command.afterSlash(text).isEmpty())
                .findFirst();
    }

    /// The name, or the last digits of the number.
    private static String name(Conversation conversation) {
        String name = conversation.profileName() == null ? "" : line(conversation.profileName(), MAX_NAME);
        if (!name.isEmpty()) {
            return name;
        }
        return switch (conversation.address()) {
            case UserAddress.Phone(String number) -> "…" + number.substring(Math.max(0, number.length() - LAST_DIGITS));
            case UserAddress.BusinessScoped(String id) -> "…" + id.substring(Math.max(0, id.length() - LAST_DIGITS));
        };
    }

    /// One line, cut where it is too long.
    private static String line(String text, int max) {
        String line = text.replaceAll("[\\s\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        if (line.length() <= max) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(max - 2)) ? max - 2 : max - 1;
        return line.substring(0, end).strip() + "…";
    }
}
