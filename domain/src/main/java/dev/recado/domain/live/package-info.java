/// What the people of the business see while it happens.
@NullMarked
package dev.recado.domain.live;

import org.jspecify.annotations.NullMarked;
