/// Conversations for the people of the business: lists, threads, and what people do with them.
@NullMarked
package dev.recado.adapter.console.people;

import org.jspecify.annotations.NullMarked;
