/// People of the business in a conversation: who has it, what they write, and what users and colleagues are
/// told.
@NullMarked
package dev.recado.domain.handoff;

import org.jspecify.annotations.NullMarked;
