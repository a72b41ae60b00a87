/// The webhook endpoint: signature, acknowledgement and replies as TwiML.
@NullMarked
package dev.recado.adapter.twilio.webhook;

import org.jspecify.annotations.NullMarked;
