/// The clients of the business's own servers: the event webhook and the contact look-up. The operator configures
/// their URLs; docs/how-to (receive-events.md, know-your-contacts.md) describes the requests.
@NullMarked
package dev.recado.adapter.business;

import org.jspecify.annotations.NullMarked;
