/// Several processes on one store and one provider, interleaved by chance at every call of a port, with crashes and
/// failures; and what must hold whatever happens when. A seed makes a schedule happen again.
@NullMarked
package dev.recado.domain.schedule;

import org.jspecify.annotations.NullMarked;
