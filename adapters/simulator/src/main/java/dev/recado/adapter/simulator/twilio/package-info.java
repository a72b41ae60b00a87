/// The stand-in for Twilio's API.
@NullMarked
package dev.recado.adapter.simulator.twilio;

import org.jspecify.annotations.NullMarked;
