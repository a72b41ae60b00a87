/// Tests of what the bot is taught.
@NullMarked
package dev.recado.domain.teaching;

import org.jspecify.annotations.NullMarked;
