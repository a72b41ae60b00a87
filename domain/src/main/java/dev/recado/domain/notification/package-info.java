/// What the business tells users unasked.
@NullMarked
package dev.recado.domain.notification;

import org.jspecify.annotations.NullMarked;
