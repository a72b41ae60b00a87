/// The HTTP client with which the adapters call their servers: one try, one deadline, a bounded response. It
/// knows no vendor: what a response means is decided by the adapter that calls.
@NullMarked
package dev.recado.adapter.http;

import org.jspecify.annotations.NullMarked;
