/// Stand-ins for Twilio and for a model on loopback, and the chat page to try the bot on.
@NullMarked
package dev.recado.adapter.simulator;

import org.jspecify.annotations.NullMarked;
