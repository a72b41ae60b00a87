package dev.recado.domain.format;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Converts HTML to text: removes tags, keeps line breaks. A word in angle brackets that is not an HTML tag
/// stays.
final class HtmlText {

    private static final Pattern TAG = Pattern.compile("<!--[^<>]*+>|</?([A-Za-z][A-Za-z0-9-]*+)[^<>]*+>");
    private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|quot|apos|nbsp|#39);");
    private static final Map<String, String> ENTITIES =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "#39", "'");
    private static final Set<String> BREAKING = Set.of(
            "br",
            "p",
            "div",
            "li",
            "tr",
            "ul",
            "ol",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "summary",
            "details",
            "blockquote",
            "pre",
            "section",
            "article");
    private static final Set<String> SILENT = Set.of(
            "a", "abbr", "b", "body", "center", "cite", "code", "dd", "del", "dl", "dt", "em", "font", "footer", "head",
            "header", "html", "i", "img", "ins", "kbd", "label", "main", "mark", "nav", "q", "s", "samp", "script",
            "small", "span", "strike", "strong", "style", "sub", "sup", "tbody", "td", "tfoot", "th", "thead", "tt",
            "u", "var", "video", "audio", "iframe");

    private HtmlText() {}

    /// Returns the text of `html`.
    static String of(String html) {
        Matcher tags = TAG.matcher(html);
        StringBuilder out = new StringBuilder(html.length());
        while (tags.find()) {
            tags.appendReplacement(out, Matcher.quoteReplacement(replacement(tags.group(), tags.group(1))));
        }
        tags.appendTail(out);
        return ENTITY.matcher(out)
                .replaceAll(entity -> Matcher.quoteReplacement(ENTITIES.getOrDefault(entity.group(1), "")));
    }

    private static String replacement(String tag, @Nullable String name) {
        if (name == null) {
            return "";
        }
        String known = name.toLowerCase(Locale.ROOT);
        if (BREAKING.contains(known)) {
            return "\n";
        }
        return SILENT.contains(known) ? "" : tag;
    }
}
