package dev.recado.domain.assist;

import dev.recado.domain.answer.OwnNumberMask;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.handoff.ThreadEntry.Voice;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Role;
import java.util.List;
import java.util.stream.Collectors;

/// What user, bot and people said to each other, oldest first, without the user's phone number. Notes and what
/// happened are not part of it, and neither are messages that did not reach the user.
///
/// @param asked the user's newest message, by which the log names a call to a model
record Transcript(List<Utterance> said, MessageId asked) {
    /// In UTF-16 units; the oldest words are left out.
    private static final int MAX_LENGTH = 12_000;
    /// The name of a call where the user wrote nothing.
    private static final String NOBODY = "-";

    static Transcript of(List<ThreadEntry> newestFirst, OwnNumberMask number) {
        List<Utterance> said = newestFirst.reversed().stream()
                .filter(Transcript::isSaid)
                .map(entry -> new Utterance(role(entry.voice()), number.mask(entry.text()), entry.at()))
                .toList();
        String asked = newestFirst.stream()
                .filter(entry -> entry.voice() == Voice.USER)
                .map(ThreadEntry::id)
                .findFirst()
                .orElse(NOBODY);
        return new Transcript(said, new MessageId(asked));
    }

    private static boolean isSaid(ThreadEntry entry) {
        boolean voice = entry.voice() == Voice.USER || entry.voice() == Voice.ASSISTANT || entry.voice() == Voice.AGENT;
        boolean arrived = entry.voice() == Voice.USER || !entry.status().equals(DeliveryStatus.FAILED.id());
        return voice && arrived && !entry.text().isBlank();
    }

    private static Role role(Voice voice) {
        return Role.valueOf(voice.name());
    }

    /// What the user wrote since anybody answered; where that is nothing, what the user wrote before the newest
    /// answer. Empty when the user wrote nothing.
    String question() {
        return said.subList(questionStart(), questionEnd()).stream()
                .map(Utterance::text)
                .collect(Collectors.joining("\n"));
    }

    /// The last message of the [#question]; empty when the user wrote nothing.
    String lastQuestion() {
        return questionEnd() == 0 ? "" : said.get(questionEnd() - 1).text();
    }

    /// What was said before the question.
    List<Utterance> before() {
        return said.subList(0, questionStart());
    }

    private int questionEnd() {
        int end = said.size();
        while (end > 0 && said.get(end - 1).role() != Role.USER) {
            end--;
        }
        return end;
    }

    private int questionStart() {
        int start = questionEnd();
        while (start > 0 && said.get(start - 1).role() == Role.USER) {
            start--;
        }
        return start;
    }

    /// The newest words, a line for each message, as data for a model.
    String lines() {
        String all = said.stream()
                .map(one -> "[" + name(one.role()) + "] " + one.text().strip())
                .collect(Collectors.joining("\n"));
        if (all.length() <= MAX_LENGTH) {
            return all;
        }
        int cut = all.indexOf('\n', all.length() - MAX_LENGTH);
        return "[…]" + (cut < 0 ? "\n" + all.substring(all.length() - MAX_LENGTH) : all.substring(cut));
    }

    private static String name(Role role) {
        return switch (role) {
            case USER -> "user";
            case AGENT -> "person of the business";
            default -> "bot";
        };
    }
}
