package dev.recado.adapter.llm.prompt;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.message.Role;
import dev.recado.domain.text.Language;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Builds the prompt: instructions and the channel's rules in the system message, then the recent history, then
/// the user's message with the data for the answer in a part of its own. Pure: equal input gives equal output.
///
/// @param instructions the bot's own text, with the placeholders `{bot_name}`, `{language}` and `{date}`
/// @param tokens the estimated length limit of the prompt. Instructions and message come before data, data before
/// history, and newer history before older
public record PromptBuilder(String instructions, String botName, PromptData data, int tokens) {

    /// Fewer than any provider's tokenizer needs for Spanish text, so the estimate is on the safe side.
    static final int CHARACTERS_PER_TOKEN = 3;

    static final int MAX_MESSAGE = 16_000;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(bot_name|language|date)}");

    /// Marks what an agent wrote. It is removed from all other texts, so nobody else can write it.
    private static final String AGENT_MARK = "[a person of the business wrote]";

    /// @param files the user's files, in the form that the model accepts
    /// @param today in the business's own time zone
    public List<ChatMessage> messages(Prompt prompt, List<Content> files, LocalDate today) {
        String system = instructions(prompt, today);
        String known = known(prompt, system.length());
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(SystemMessage.from(system));
        List<ChatLine> lines = merged(lines(prompt, remaining(prompt, system.length()) - known.length()));
        for (ChatLine each : lines.subList(0, lines.size() - 1)) {
            messages.add(each.byUser() ? UserMessage.from(each.text()) : AiMessage.from(each.text()));
        }
        String now = lines.getLast().text();
        if (known.isEmpty() && files.isEmpty()) {
            messages.add(UserMessage.from(now));
        } else {
            List<Content> parts = new ArrayList<>();
            if (!known.isEmpty()) {
                parts.add(TextContent.from(known));
            }
            parts.addAll(files);
            parts.add(TextContent.from(now));
            messages.add(UserMessage.from(parts));
        }
        return messages;
    }

    /// The same builder with another token limit.
    public PromptBuilder withTokens(int newTokens) {
        return new PromptBuilder(instructions, botName, data, newTokens);
    }

    /// The estimated length of messages, in tokens.
    public static int tokens(List<ChatMessage> messages) {
        return messages.stream().mapToInt(PromptBuilder::length).sum() / CHARACTERS_PER_TOKEN;
    }

    private static int length(ChatMessage message) {
        return switch (message) {
            case SystemMessage system -> system.text().length();
            case AiMessage lines -> String.valueOf(lines.text()).length();
            case UserMessage user ->
                user.contents().stream()
                        .mapToInt(part ->
                                part instanceof TextContent text ? text.text().length() : 0)
                        .sum();
            default -> 0;
        };
    }

    /// The data alone, for a provider that keeps instructions and history itself; empty when there is none.
    public String known(Prompt prompt) {
        return known(prompt, 0);
    }

    /// The user's message, cut to its limit.
    public String now(Prompt prompt) {
        return PromptData.cut(
                prompt.message().replace(AGENT_MARK, ""), Math.min(MAX_MESSAGE, tokens * CHARACTERS_PER_TOKEN * 2 / 3));
    }

    private String known(Prompt prompt, int priorLength) {
        return data.of(prompt.facts(), remaining(prompt, priorLength));
    }

    /// The remaining length in characters; never less than a few passages need, since no answer is possible
    /// without them.
    private int remaining(Prompt prompt, int priorLength) {
        int whole = tokens * CHARACTERS_PER_TOKEN;
        return Math.max(whole - priorLength - now(prompt).length(), whole / 4);
    }

    /// What a model must not recite: the instructions, with placeholders for language and date.
    public static String confidential(String instructions, String botName) {
        return PromptRules.all(instructions).replace("{bot_name}", botName);
    }

    /// The system message alone.
    public String instructions(Prompt prompt, LocalDate today) {
        Map<String, String> values =
                Map.of("bot_name", botName, "language", nameOf(prompt.language()), "date", today.toString());
        String text = PromptRules.with(instructions, prompt.options());
        // One pass: inserted values are not read again, so a value cannot bring in a placeholder.
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    /// An utterance as the model reads it: an agent's text is marked as such.
    public static String text(Utterance turn) {
        String text = PromptData.cut(turn.text().replace(AGENT_MARK, ""), MAX_MESSAGE);
        return turn.role() == Role.AGENT && !text.isBlank() ? AGENT_MARK + " " + text : text;
    }

    /// The history and the message.
    ///
    /// @param maxCharacters limit for the history
    private List<ChatLine> lines(Prompt prompt, int maxCharacters) {
        Deque<ChatLine> lines = new ArrayDeque<>();
        lines.addFirst(new ChatLine(true, now(prompt)));
        int remaining = maxCharacters;
        for (Utterance turn : prompt.history().reversed()) {
            String text = text(turn);
            remaining -= text.length();
            if (remaining < 0) {
                break;
            }
            // Recado's own notices are not part of the conversation.
            if (turn.role() != Role.SYSTEM && !text.isBlank()) {
                lines.addFirst(new ChatLine(turn.role() == Role.USER, text));
            }
        }
        // The first message must be the user's: Anthropic requires it (Messages API), and so do the templates of
        // several open models.
        List<ChatLine> priorLength = new ArrayList<>();
        while (!lines.getFirst().byUser()) {
            ChatLine first = lines.removeFirst();
            if (first.text().startsWith(AGENT_MARK)) {
                priorLength.add(new ChatLine(true, first.text()));
            }
        }
        priorLength.addAll(lines);
        return List.copyOf(priorLength);
    }

    // Chat templates of several open models require alternating roles.
    private static List<ChatLine> merged(List<ChatLine> lines) {
        List<ChatLine> merged = new ArrayList<>();
        for (ChatLine next : lines) {
            if (!merged.isEmpty() && merged.getLast().byUser() == next.byUser()) {
                merged.add(new ChatLine(next.byUser(), merged.removeLast().text() + "\n\n" + next.text()));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }

    private static String nameOf(Language language) {
        return switch (language.tag()) {
            case "es" -> "Spanish (español)";
            case "en" -> "English";
            case "fr" -> "French (français)";
            case "pt" -> "Portuguese (português)";
            default -> {
                Locale locale = language.locale();
                yield locale.getDisplayLanguage(Locale.ENGLISH) + " (" + locale.getDisplayLanguage(locale) + ")";
            }
        };
    }

    private record ChatLine(boolean byUser, String text) {}
}
