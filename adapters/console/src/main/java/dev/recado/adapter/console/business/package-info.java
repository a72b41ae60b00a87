/// Endpoints for the business's own systems: contacts, notifications, events, leads, handoffs, media.
@NullMarked
package dev.recado.adapter.console.business;

import org.jspecify.annotations.NullMarked;
