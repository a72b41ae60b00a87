/// Sends messages and typing indicators, and sorts what Twilio answers.
@NullMarked
package dev.recado.adapter.twilio.sending;

import org.jspecify.annotations.NullMarked;
