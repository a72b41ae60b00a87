/// What operators look at: diagnosis, credentials test, test message.
@NullMarked
package dev.recado.adapter.console;

import org.jspecify.annotations.NullMarked;
