package dev.recado.domain.handoff;

import dev.recado.domain.conversation.Conversation.Participant;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.text.FoldedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What somebody searches conversations for: words in names, labels and recent texts, or digits of a number.
/// Case and accents make no difference, and each word may be a part of a longer one.
public final class SearchWords {
    /// The longest search, in UTF-16 units.
    public static final int MAX_LENGTH = 100;

    private static final Pattern NUMBER = Pattern.compile("\\+?[\\d\\s().-]+");
    private static final int LEAST_DIGITS_OF_A_NUMBER = 7;
    private static final int MOST_DIGITS_OF_A_NUMBER = 15;

    private final List<String> words;
    private final String digits;

    private SearchWords(List<String> words, String digits) {
        this.words = words;
        this.digits = digits;
    }

    /// Reads what was typed; empty when there is no letter or digit in it.
    public static Optional<SearchWords> of(String typed) {
        String folded = FoldedWords.words(typed);
        if (folded.isEmpty()) {
            return Optional.empty();
        }
        String digits = NUMBER.matcher(typed.strip()).matches() ? typed.replaceAll("\\D", "") : "";
        return Optional.of(new SearchWords(List.of(folded.split(" ")), digits));
    }

    /// The conversation of the phone number that was typed in full; empty for anything else.
    public Optional<ConversationId> numberInFull() {
        return digits.length() >= LEAST_DIGITS_OF_A_NUMBER && digits.length() <= MOST_DIGITS_OF_A_NUMBER
                ? Optional.of(ConversationId.of(new UserAddress.Phone("+" + digits)))
                : Optional.empty();
    }

    /// @param texts what was said in the conversation lately
    public boolean areIn(ConversationSummary conversation, List<String> texts) {
        return isNumberOf(conversation.user()) || areIn(readable(conversation, texts));
    }

    private boolean isNumberOf(Participant user) {
        return !digits.isEmpty()
                && Stream.concat(Stream.of(user.address()), user.otherAddresses().stream())
                        .anyMatch(address -> address.waId().contains(digits));
    }

    private static List<String> readable(ConversationSummary conversation, List<String> texts) {
        List<String> readable = new ArrayList<>(conversation.labels());
        String name = conversation.user().profileName();
        if (name != null) {
            readable.add(name);
        }
        readable.addAll(texts);
        return readable;
    }

    /// All words in one text, or each in another one.
    private boolean areIn(List<String> readable) {
        List<String> folded = readable.stream().map(FoldedWords::words).toList();
        return words.stream().allMatch(word -> folded.stream().anyMatch(text -> text.contains(word)));
    }
}
