package dev.recado.adapter.llm.reply;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// OpenAI's harmony response format (its guide to it), where a server has not parsed it: an answer in channels,
/// of which only the final one is meant for the user.
final class HarmonyFormat {

    private static final String CHANNEL = "<|channel|>";
    private static final String MESSAGE = "<|message|>";

    private static final Pattern END = Pattern.compile("<\\|(?:end|return|call|start|channel)\\|>");
    private static final Pattern TOOL_CALL = Pattern.compile("to=functions\\.([A-Za-z0-9_-]{1,64})");

    /// What is left of the channels where a server drops the tokens around their names.
    private static final String BARE_ANALYSIS = "analysis";

    private static final String BARE_FINAL = "assistantfinal";

    private HarmonyFormat() {}

    /// The final channel's text, with each tool call in it; any other text unchanged.
    static String answerIn(String text) {
        if (text.contains(CHANNEL)) {
            return channels(text);
        }
        int last = text.lastIndexOf(BARE_FINAL);
        return last >= 0 && text.stripLeading().startsWith(BARE_ANALYSIS)
                ? text.substring(last + BARE_FINAL.length())
                : text;
    }

    private static String channels(String text) {
        StringBuilder result = new StringBuilder();
        int channel = text.indexOf(CHANNEL);
        while (channel >= 0) {
            int next = text.indexOf(CHANNEL, channel + CHANNEL.length());
            int limit = next < 0 ? text.length() : next;
            String part = text.substring(channel + CHANNEL.length(), limit);
            int message = part.indexOf(MESSAGE);
            if (message >= 0) {
                add(result, part.substring(0, message), part.substring(message + MESSAGE.length()));
            }
            channel = next;
        }
        return result.toString();
    }

    private static void add(StringBuilder result, String header, String rest) {
        Matcher end = END.matcher(rest);
        String content = end.find() ? rest.substring(0, end.start()) : rest;
        Matcher tool = TOOL_CALL.matcher(header);
        if (tool.find()) {
            result.append("\n<tool_call>{\"name\": \"%s\", \"arguments\": %s}</tool_call>"
                    .formatted(tool.group(1), content.isBlank() ? "{}" : content));
        } else if (header.strip().startsWith("final")) {
            result.append(content);
        }
    }
}
