package dev.recado.adapter.twilio.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.domain.message.OutboundMessage;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes the TwiML that answers a webhook. By hand, because it has only two elements and is written for every
/// message.
final class TwimlWriter {
    private static final String HEADER = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final byte[] EMPTY_RESPONSE = (HEADER + "<Response/>").getBytes(UTF_8);

    private TwimlWriter() {}

    /// An empty response.
    static byte[] nothing() {
        return EMPTY_RESPONSE.clone();
    }

    /// A text that is not part of an answer.
    static byte[] text(String text) {
        var xml = new StringBuilder(HEADER).append("<Response>");
        message(xml, text, null);
        return xml.append("</Response>").toString().getBytes(UTF_8);
    }

    /// These parts, each with its status callback URL.
    static byte[] parts(List<OutboundMessage> parts, Function<OutboundMessage, Optional<URI>> callback) {
        var xml = new StringBuilder(HEADER).append("<Response>");
        for (OutboundMessage part : parts) {
            message(xml, part.text(), callback.apply(part).orElse(null));
        }
        return xml.append("</Response>").toString().getBytes(UTF_8);
    }

    private static void message(StringBuilder xml, String text, @Nullable URI callback) {
        xml.append("<Message");
        if (callback != null) {
            // Of Twilio's two names for this URL, `statusCallback` is deprecated (twilio-java's Message).
            xml.append(" action=\"");
            escape(xml, callback.toString());
            xml.append("\" method=\"POST\"");
        }
        xml.append("><Body>");
        escape(xml, text);
        xml.append("</Body></Message>");
    }

    /// Escapes XML's special characters and drops those that XML 1.0 cannot represent.
    private static void escape(StringBuilder xml, String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\r' -> xml.append("&#13;");
                default -> {
                    if (isXml(c)) {
                        xml.appendCodePoint(c);
                    }
                }
            }
        });
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }
}
