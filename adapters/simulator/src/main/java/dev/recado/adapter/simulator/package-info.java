/// Stand-ins on loopback for what Recado talks to (Twilio's REST API and its webhooks, an OpenAI-compatible
/// model), with faults to order, and the chat page that plays the users. Nothing here is known to any other
/// adapter: they meet it over HTTP only.
@NullMarked
package dev.recado.adapter.simulator;

import org.jspecify.annotations.NullMarked;
