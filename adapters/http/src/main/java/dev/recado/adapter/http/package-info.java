/// What adapters share of HTTP: the client with which they call their servers (one try, one deadline, a bounded
/// response), and the check whether a request is this machine's own. It knows no vendor: what a response means is
/// decided by the adapter that calls.
@NullMarked
package dev.recado.adapter.http;

import org.jspecify.annotations.NullMarked;
