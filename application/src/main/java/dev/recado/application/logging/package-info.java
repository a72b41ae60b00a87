/// What happens, as log lines and as metrics.
@NullMarked
package dev.recado.application.logging;

import org.jspecify.annotations.NullMarked;
