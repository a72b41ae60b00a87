/// One answer to what waits in a conversation: dispatcher, input, recovery, completion and failures.
@NullMarked
package dev.recado.domain.turn;

import org.jspecify.annotations.NullMarked;
