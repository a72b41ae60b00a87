package dev.recado.adapter.llm.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds the tool calls that a model wrote as text. A call in any format contains the name of one of our tools or
/// the mark by which a model's template starts a call. No answer to a user contains either.
///
/// @param before the text before the first call
/// @param calls the calls that can be read
/// @param found whether there is a call
public record TextToolCalls(String before, List<TextToolCall> calls, boolean found) {

    private static final int MAX_CALLS = 12;

    /// A call is short; a longer text means that the model does not stop.
    private static final int MAX_LENGTH = 20_000;

    private static final String TOOLS =
            ToolSession.TOOLS.stream().map(tool -> Pattern.quote(tool.name())).collect(Collectors.joining("|"));

    private static final Pattern NAME = Pattern.compile("(?<![A-Za-z0-9_/])(" + TOOLS + ")(?![A-Za-z0-9_])");

    private static final Pattern MARK = Pattern.compile(
            "</?(?:tool_calls?|tool_use|tool_code|function_calls?|functioncall"
                    + "|antml:function_calls|antml:invoke|invoke)\\b|<function=|<\\|?(?:tool_call|python_tag|tool_calls_section|action_start)"
                    + "|<[|｜]tool▁calls?▁|\\[TOOL_CALLS?]|\\[TOOL_REQUEST]|```[ \\t]*tool_[a-z]{2,8}\\b"
                    + "|\\bfunctools\\s{0,3}(?=\\[)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern OPENING = Pattern.compile("(?:```[A-Za-z_]{0,20}|\\[|\\()\\s*$");

    /// `<parameter=query>…`, `<parameter name="query">…`, `<arg_key>query</arg_key><arg_value>…`, `<query>…`
    private static final Pattern TAGGED =
            Pattern.compile("<(?:antml:)?parameter(?:=| name=)\"?([a-z_]{1,30})\"?>([^<]{0,500})"
                    + "|<arg_key>\\s{0,3}([a-z_]{1,30})\\s{0,3}</arg_key>\\s{0,3}<arg_value>([^<]{0,500})"
                    + "|<(name|email|phone|reason|query)>([^<]{0,500})");

    private static final Pattern PAIR =
            Pattern.compile("([a-z_]{1,30})\\s{0,3}=\\s{0,3}(?:\"([^\"\\n]{0,500})\"|'([^'\\n]{0,500})')");

    public TextToolCalls {
        calls = List.copyOf(calls);
    }

    public static TextToolCalls in(String whole) {
        String text = whole.length() > MAX_LENGTH ? whole.substring(0, MAX_LENGTH) : whole;
        int mark = first(MARK, text);
        int name = first(NAME, text);
        if (mark < 0 && name < 0) {
            return ToolCallJson.isCall(unfenced(text.strip()))
                    ? new TextToolCalls("", List.of(), true)
                    : new TextToolCalls(whole, List.of(), false);
        }
        int start = name < 0 ? mark : start(text, name);
        start = mark < 0 ? start : Math.min(mark, start);
        String before =
                OPENING.matcher(text.substring(0, start).stripTrailing()).replaceFirst("");
        return new TextToolCalls(before.strip(), calls(text, start), true);
    }

    /// The content of a fence.
    private static String unfenced(String text) {
        int line = text.indexOf('\n');
        return text.startsWith("```") && text.endsWith("```") && line > 0 && text.length() > 6
                ? text.substring(line, text.length() - 3).strip()
                : text;
    }

    private static int first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.start() : -1;
    }

    /// The start of the structure that contains the name: its JSON, or else its line.
    private static int start(String text, int name) {
        int line = text.lastIndexOf('\n', name) + 1;
        int json = ToolCallJson.startOf(text, name);
        return json < 0 ? line : json;
    }

    private static List<TextToolCall> calls(String text, int start) {
        Set<TextToolCall> calls = new LinkedHashSet<>();
        boolean isMarked = MARK.matcher(text).find();
        Matcher name = NAME.matcher(text);
        boolean more = name.find(start);
        for (int i = 0; i < MAX_CALLS && more; i++) {
            ToolCallJson.Parsed read = ToolCallJson.read(text, ToolCallJson.startOf(text, name.start()));
            List<TextToolCall> known = read.calls().stream()
                    .filter(call -> NAME.matcher(call.name()).matches())
                    .toList();
            String calledName = name.group();
            int end = known.isEmpty() ? name.end() : Math.max(read.end(), name.end());
            more = name.find(end);
            if (known.isEmpty()) {
                String rest = text.substring(end, more ? name.start() : text.length());
                arguments(rest, isMarked).ifPresent(given -> calls.add(new TextToolCall(calledName, given)));
            }
            calls.addAll(known);
        }
        return new ArrayList<>(calls);
    }

    /// The arguments that follow a name, in a format that is not JSON as a whole.
    ///
    /// @param isMarked whether it is a call even without arguments
    private static Optional<String> arguments(String rest, boolean isMarked) {
        Map<String, String> tagged = new LinkedHashMap<>();
        for (Matcher tag = TAGGED.matcher(rest); tag.find(); ) {
            for (int group = 1; group < tag.groupCount(); group += 2) {
                if (tag.group(group) != null) {
                    tagged.put(tag.group(group), tag.group(group + 1).strip());
                }
            }
        }
        if (!tagged.isEmpty()) {
            return Optional.of(ToolCallJson.object(tagged));
        }
        int brace = rest.indexOf('{');
        int bracket = rest.indexOf('(');
        if (brace >= 0 && (bracket < 0 || brace < bracket)) {
            return ToolCallJson.objectAt(rest, brace);
        }
        if (bracket >= 0 && rest.substring(0, bracket).isBlank()) {
            int end = rest.indexOf(')', bracket);
            Map<String, String> given = new LinkedHashMap<>();
            for (Matcher pair = PAIR.matcher(rest.substring(bracket, end < 0 ? rest.length() : end)); pair.find(); ) {
                given.put(pair.group(1), pair.group(2) == null ? pair.group(3) : pair.group(2));
            }
            return Optional.of(ToolCallJson.object(given));
        }
        return isMarked ? Optional.of("{}") : Optional.empty();
    }
}
