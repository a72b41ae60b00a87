/// The business's own servers: the one that is told what happens, and the one that knows its contacts. Which they are
/// the operator says; what they are told and asked is documented in docs/how-to (receive-events.md,
/// know-your-contacts.md).
@NullMarked
package dev.recado.adapter.business;

import org.jspecify.annotations.NullMarked;
