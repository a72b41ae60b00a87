package dev.recado.adapter.llm.reply;

import java.util.regex.Pattern;

/// Removes the citation marks of models and servers: they refer to a list that the user does not see.
final class CitationFilter {

    private static final Pattern MARK = Pattern.compile(
            // OpenAI's assistants and searches
            "[ \\t]?【(?:\\d{1,3}(?::\\d{1,3})?|[^【】\\n]{0,100}(?:†|source|oaicite|turn\\d)[^【】\\n]{0,100})】"
                    + "|[ \\t]?〖[^〖〗\\n]{0,120}〗"
                    + "|[ \\t]?:contentReference\\[oaicite:\\d{1,4}]\\{index=\\d{1,4}}"
                    + "|[ \\t]?\uE200[^\uE201\\n]{0,300}\uE201|[\uE200-\uE2FF]"
                    + "|[ \\t]?(?<![\\p{L}\\p{N}_])(?:file)?cite(?:[\\s\uE200-\uE2FF]{0,3}turn\\d{1,3}[a-z]{2,12}\\d{1,3}){1,20}"
                    + "|[ \\t]?\\(?(?<![\\p{L}\\p{N}_])turn\\d{1,3}(?:search|view|news|fetch|file|image|product|finance|maps)\\d{1,3}\\b\\)?"
                    // footnotes, first the notes themselves
                    + "|(?m:^)\\[\\^[\\w-]{1,20}]:[^\\n]*+(?:\\n|$)"
                    + "|[ \\t]?\\[\\^[\\w-]{1,20}\\^?]"
                    // Gemini's, Azure's, Anthropic's and Cohere's
                    + "|[ \\t]?\\[cite(?:_start|_end)?(?::[\\d,\\s.-]{0,60})?]"
                    + "|[ \\t]?\\[(?:doc|source|oaicite)[: ]?\\d{1,3}]"
                    + "|</?(?:cite|co|citation)\\b[^<>\\n]{0,200}>"
                    // Perplexity's, after a sentence or before its end
                    + "|(?<=[.!?…»”)])(?:\\[[1-9]\\d?]){1,9}(?!\\()"
                    + "|(?<=[\\p{L}\\p{N}])(?:\\[[1-9]\\d?]){1,9}(?=[.,;])");

    private CitationFilter() {}

    static String without(String text) {
        return MARK.matcher(text).replaceAll("");
    }
}
