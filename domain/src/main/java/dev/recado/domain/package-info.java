/// The core of Recado: knows conversations, and nothing of HTTP, MongoDB, Twilio or models.
@NullMarked
package dev.recado.domain;

import org.jspecify.annotations.NullMarked;
