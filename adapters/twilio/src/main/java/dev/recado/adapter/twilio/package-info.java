/// Twilio, both directions: the signed webhooks that come in, the REST calls that go out, and nothing of another
/// vendor. What Twilio calls things stays in here; other modules see the domain's words only.
@NullMarked
package dev.recado.adapter.twilio;

import org.jspecify.annotations.NullMarked;
