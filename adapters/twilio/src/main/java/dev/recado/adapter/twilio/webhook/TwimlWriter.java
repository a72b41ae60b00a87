package dev.recado.adapter.twilio.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.domain.message.OutboundMessage;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The XML that answers a webhook. Written by hand: it is two elements, and stands on the way of every message.
final class TwimlWriter {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final byte[] NOTHING = (HEAD + "<Response/>").getBytes(UTF_8);

    private TwimlWriter() {}

    /// No reply.
    static byte[] nothing() {
        return NOTHING.clone();
    }

    /// One text that is no part of an answer.
    static byte[] text(String text) {
        var xml = new StringBuilder(HEAD).append("<Response>");
        message(xml, text, null);
        return xml.append("</Response>").toString().getBytes(UTF_8);
    }

    /// These parts, each with the address that its fate is told to.
    static byte[] parts(List<OutboundMessage> parts, Function<OutboundMessage, Optional<URI>> callback) {
        var xml = new StringBuilder(HEAD).append("<Response>");
        for (OutboundMessage part : parts) {
            message(xml, part.text(), callback.apply(part).orElse(null));
        }
        return xml.append("</Response>").toString().getBytes(UTF_8);
    }

    private static void message(StringBuilder xml, String text, @Nullable URI callback) {
        xml.append("<Message");
        if (callback != null) {
            // Of the two names Twilio has for this address, `statusCallback` is deprecated (twilio-java's Message).
            xml.append(" action=\"");
            escape(xml, callback.toString());
            xml.append("\" method=\"POST\"");
        }
        xml.append("><Body>");
        escape(xml, text);
        xml.append("</Body></Message>");
    }

    /// Escapes what XML uses and drops what XML 1.0 cannot hold.
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
