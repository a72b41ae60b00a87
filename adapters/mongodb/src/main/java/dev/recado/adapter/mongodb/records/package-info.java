/// What else is stored: events, leads, handoffs, notifications, contacts, learned answers, usage and keys.
@NullMarked
package dev.recado.adapter.mongodb.records;

import org.jspecify.annotations.NullMarked;
