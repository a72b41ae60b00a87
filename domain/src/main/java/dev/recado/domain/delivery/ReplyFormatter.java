package dev.recado.domain.delivery;

import java.util.List;

/// Renders a reply for a channel.
@FunctionalInterface
public interface ReplyFormatter {

    /// The parts to send, each non-blank and within the limit; none for a blank reply.
    ///
    /// @param commonMark the reply as written
    /// @param limit the channel's longest text, in UTF-16 units
    List<String> format(String commonMark, int limit);
}
