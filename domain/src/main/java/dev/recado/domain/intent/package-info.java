/// What a user's words ask for: commands, consent, small talk, a person, one of several choices.
@NullMarked
package dev.recado.domain.intent;

import org.jspecify.annotations.NullMarked;
