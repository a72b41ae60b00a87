/// The HTTP API of what the bot did not know, and of the answers that people write for it.
@NullMarked
package dev.recado.adapter.console.teaching;

import org.jspecify.annotations.NullMarked;
