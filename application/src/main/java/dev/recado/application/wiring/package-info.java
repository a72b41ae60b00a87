/// The beans that connect the domain with its adapters.
@NullMarked
package dev.recado.application.wiring;

import org.jspecify.annotations.NullMarked;
