/// The client of Twilio's API, its settings, and users' files.
@NullMarked
package dev.recado.adapter.twilio.api;

import org.jspecify.annotations.NullMarked;
