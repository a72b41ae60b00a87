/// Inbound and outbound messages, their states, and the ports that store them: the inbox, the message log and the
/// spool.
@NullMarked
package dev.recado.domain.message;

import org.jspecify.annotations.NullMarked;
