package dev.recado.domain.format;

import java.util.List;

/// Converts a model's Markdown into the messages to send: parses it, renders it in WhatsApp's formatting, and
/// splits it.
public final class ReplyComposer {

    private final MarkupReader reader;
    private final WhatsAppRenderer renderer = new WhatsAppRenderer();
    private final ReplySplitter splitter;
    private final int maxInput;

    /// @param limit the channel's longest message in UTF-16 units
    /// @param maxParts the most messages of one answer
    public ReplyComposer(MarkupReader reader, int limit, int maxParts) {
        this.reader = reader;
        this.splitter = new ReplySplitter(limit, maxParts);
        this.maxInput = (int) Math.min(Integer.MAX_VALUE, 2L * limit * maxParts);
    }

    /// Returns the messages in order; none when the text has nothing visible, which the caller should treat as a
    /// failed answer.
    public List<String> compose(String commonMark) {
        return splitter.split(renderer.render(reader.read(beginning(commonMark))));
    }

    /// Limits the text to twice what can be sent: formatting marks and link targets are rarely more than half of
    /// a text.
    private String beginning(String commonMark) {
        return commonMark.length() <= maxInput ? commonMark : commonMark.substring(0, maxInput);
    }
}
