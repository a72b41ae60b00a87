/// Intent detection: commands, consent, small talk, requests for a person, and answers to choices.
@NullMarked
package dev.recado.domain.intent;

import org.jspecify.annotations.NullMarked;
