/// What the core needs from outside: stores, senders, models, knowledge, clocks' company. Adapters implement these.
/// Every port blocks, may be called from many threads at once, and throws {@link
/// dev.recado.domain.port.PortUnavailableException} alone when a retry may help; what is expected to happen is a
/// value.
@NullMarked
package dev.recado.domain.port;

import org.jspecify.annotations.NullMarked;
