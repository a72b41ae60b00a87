/// When people of the business can answer users, and what users may be told of it.
@NullMarked
package dev.recado.domain.availability;

import org.jspecify.annotations.NullMarked;
