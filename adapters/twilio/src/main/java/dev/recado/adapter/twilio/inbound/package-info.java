/// Reads Twilio's webhooks and its message list into messages and receipts.
@NullMarked
package dev.recado.adapter.twilio.inbound;

import org.jspecify.annotations.NullMarked;
