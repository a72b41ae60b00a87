package dev.recado.domain.format;

import java.util.List;

/// Makes of a model's Markdown the messages to send: reads it, writes it in WhatsApp's marks, splits it.
public final class ReplyComposer {

    private final MarkupReader reader;
    private final WhatsAppRenderer renderer = new WhatsAppRenderer();
    private final ReplySplitter splitter;
    private final int most;

    /// `limit` is the channel's longest message in UTF-16 units, `maxParts` how many messages one answer may take.
    public ReplyComposer(MarkupReader reader, int limit, int maxParts) {
        this.reader = reader;
        this.splitter = new ReplySplitter(limit, maxParts);
        this.most = (int) Math.min(Integer.MAX_VALUE, 2L * limit * maxParts);
    }

    /// The messages in order; none when the text has nothing to show, which the caller should take for a failed
    /// answer.
    public List<String> compose(String commonMark) {
        return splitter.split(renderer.render(reader.read(beginning(commonMark))));
    }

    /// Marks and addresses of links take part of a text, but hardly half of it: what is further on could not
    /// be sent.
    private String beginning(String commonMark) {
        return commonMark.length() <= most ? commonMark : commonMark.substring(0, most);
    }
}
