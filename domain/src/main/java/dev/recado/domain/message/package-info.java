/// Messages in both directions and their states, and the ports that store them: the inbox, the log and the
/// spool.
@NullMarked
package dev.recado.domain.message;

import org.jspecify.annotations.NullMarked;
