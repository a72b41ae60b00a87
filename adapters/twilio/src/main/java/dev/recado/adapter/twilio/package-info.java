/// Twilio, both directions: signed webhooks in, the REST API out.
@NullMarked
package dev.recado.adapter.twilio;

import org.jspecify.annotations.NullMarked;
