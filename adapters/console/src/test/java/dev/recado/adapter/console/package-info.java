/// The operators' endpoints, asked over HTTP with the core mocked.
@NullMarked
package dev.recado.adapter.console;

import org.jspecify.annotations.NullMarked;
