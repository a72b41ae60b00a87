/// Tests of what the ports share.
@NullMarked
package dev.recado.domain.port;

import org.jspecify.annotations.NullMarked;
